import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, good, type Moment, mend, part, unknown, type Verdict } from '../check.ts'
import { isExpectedServer } from '../readers/address.ts'
import type { World } from '../world.ts'

/**
 * Servers of the own network or well-known ones are as expected. Others may be the line provider's: the first sight
 * only asks, a change later is to be looked at. What was seen first stays in `facts.first`.
 */
const judgeServers = (servers: readonly string[], { previous }: Moment): Verdict => {
  const strange = servers.filter((s) => !isExpectedServer(s)).sort()
  if (strange.length === 0)
    return good({ servers: servers.join(', '), first: String(previous?.facts.first ?? '') })
  const names = strange.join(', ')
  const first = previous?.facts.first
  const facts = { servers: names, first: String(first ?? names) }
  return first === undefined || first === names
    ? unknown('servers-not-known', { servers: names }, facts)
    : mend('changed', facts)
}

const resolvConf = (world: World): string[] => {
  const servers = (path: string) =>
    [...(world.read(path) ?? '').matchAll(/^\s*nameserver\s+(\S+)/gm)].map((m) => m[1]!)
  const own = servers('/etc/resolv.conf')
  // systemd-resolved stands in front of the real ones and lists them here.
  const real = own.every((s) => s.startsWith('127.')) ? servers('/run/systemd/resolve/resolv.conf') : own
  const found = real.length > 0 ? real : own
  if (found.length === 0) throw new CannotTell('no-servers')
  return found
}

/** Do names of web sites come from where they should? */
export const nameServers: Check = {
  id: 'name-servers',
  who: 'desk',
  on: {
    win32: part({
      link: 'ms-settings:network-advancedsettings',
      gather: async (world) => {
        const all = await world.windows('dns', z.array(z.string()))
        if (all.length === 0) throw new CannotTell('no-servers')
        return [...new Set(all)]
      },
      judge: judgeServers,
    }),
    darwin: part({ gather: resolvConf, judge: judgeServers }),
    linux: part({ gather: resolvConf, judge: judgeServers }),
  },
}
