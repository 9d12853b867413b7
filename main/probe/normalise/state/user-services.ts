import { fillVariables } from './launch-target.ts'
import type { StateEntry } from './state-diff.ts'

const service = /^(.*\\Services\\)([^\\]+)(\\.*)$/i
/** `CDPUserSvc_1a2b3c`: made from `CDPUserSvc` at each sign-in under another number, and gone at sign-out. */
const instance = /^(.+)_[0-9a-f]{3,16}$/i

/**
 * Leaves out what Windows makes anew for each person who signs in (Microsoft Learn, "Per-user services in Windows"): a service
 * that runs what the one does from which it takes its name. One that only bears such a name stays. Pure.
 */
export const withoutUserServices = (entries: readonly StateEntry[], env: NodeJS.ProcessEnv): StateEntry[] => {
  const dataOf = ({ details: { commands } }: StateEntry) =>
    fillVariables(Array.isArray(commands) ? String(commands[0] ?? '') : '', env).toLowerCase()
  const known = new Map(entries.map((e) => [e.key.toLowerCase(), dataOf(e)]))
  return entries.filter((entry) => {
    const [, branch = '', name = '', value = ''] = service.exec(entry.key.toLowerCase()) ?? []
    const template = instance.exec(name)?.[1]
    if (template === undefined) return true
    const runs = known.get(`${branch}${template}\\imagepath`)
    if (runs === undefined || runs !== known.get(`${branch}${name}\\imagepath`)) return true
    return value !== '\\start' && known.get(`${branch}${template}${value}`) !== dataOf(entry)
  })
}
