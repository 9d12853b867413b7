import { createHash } from 'node:crypto'
import { leadsNowhere, readHosts } from '../../normalise/state/network-settings.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'

const mostNames = 200

/**
 * What is watched of a hosts file: each name, but long lists, such as those that block advertisers (100,000 names), are one entry
 * with their number and the sum of their names. Pure.
 */
export const hostEntries = (text: string): StateEntry[] => {
  const all = readHosts(text)
  const groups = [
    ['blocked', all.filter(({ address }) => leadsNowhere(address))],
    ['led', all.filter(({ address }) => !leadsNowhere(address))],
  ] as const
  return groups.flatMap(([group, hosts]) => {
    if (hosts.length <= mostNames)
      return hosts.map(({ name, address }) => ({
        key: name,
        subject: name,
        details: { setting: 'hosts', name, address },
      }))
    // `localhost` and the like name nothing that anybody knows.
    const { name, address } = hosts.find((h) => h.name.includes('.')) ?? { name: '', address: '' }
    const sum = createHash('sha256').update(JSON.stringify(hosts)).digest('hex')
    return [
      {
        key: `${group} names`,
        subject: name,
        details: { setting: 'hosts', name, address, names: hosts.length, sum },
      },
    ]
  })
}
