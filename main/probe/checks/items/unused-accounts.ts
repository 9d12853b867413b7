import { CannotTell } from '../cannot-tell.ts'
import { type Check, daysSince, good, type Moment, mend, part, unknown, type Verdict } from '../check.ts'
import { windowsAccounts } from '../readers/windows-accounts.ts'
import type { World } from '../world.ts'

const longest = 90
type Account = { name: string; last: number | null }

const judgeAccounts = (accounts: readonly Account[], { now }: Moment): Verdict => {
  const unused = accounts.filter((a) => a.last === null || daysSince(a.last, now) > longest)
  return unused.length === 0
    ? good({ accounts: accounts.length })
    : mend('unused', { names: unused.map((a) => a.name).join(', ') })
}

/** One record a user id in `/var/log/lastlog`: 4 bytes of time, 32 of terminal, 256 of host (lastlog(5)). */
const recordSize = 292

const linuxAccounts = (world: World): Account[] => {
  const passwd = world.read('/etc/passwd')
  if (passwd === null) throw new CannotTell('no-permission', { file: '/etc/passwd' })
  const people = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((f) => Number(f[2]) >= 1000 && Number(f[2]) < 60_000 && !/(nologin|false)$/.test(f[6] ?? ''))
  if (people.length === 0) return []
  const lastlog = world.bytes('/var/log/lastlog')
  if (lastlog === null) throw new CannotTell('log-missing', { file: '/var/log/lastlog' })
  return people
    .filter((f) => Number(f[2]) !== world.uid)
    .map((f) => {
      const at = Number(f[2]) * recordSize
      const seconds = at + 4 <= lastlog.length ? lastlog.readUInt32LE(at) : 0
      return { name: f[0]!, last: seconds === 0 ? null : seconds * 1000 }
    })
}

/** Other people of this Mac: `dscl` prints name and number a line; people begin at 501 (`_name`: services). */
const macOthers = async (world: World): Promise<string[]> => {
  const out = await world.tool('dscl', ['.', '-list', '/Users', 'UniqueID'])
  const users = [...out.matchAll(/^(\S+)\s+(-?\d+)$/gm)].map(([, name = '', id]) => ({
    name,
    id: Number(id),
  }))
  if (users.length === 0) throw new CannotTell('tool-failed', { tool: 'dscl', detail: 'unexpected output' })
  return users
    .filter((u) => u.id > 500 && !u.name.startsWith('_') && u.id !== world.uid && u.name !== world.user)
    .map((u) => u.name)
}

/** Are there accounts that nobody has used for three months? */
export const unusedAccounts: Check = {
  id: 'unused-accounts',
  who: 'desk',
  on: {
    win32: part({
      // Built-in accounts (below 1000) have checks of their own.
      gather: async (world) =>
        (await windowsAccounts(world)).filter((a) => a.enabled && a.rid >= 1000 && a.name !== world.user),
      judge: judgeAccounts,
    }),
    darwin: part({
      gather: macOthers,
      // When somebody last signed in is shown to the administrator only.
      judge: (others) => (others.length === 0 ? good({ accounts: 0 }) : unknown('needs-admin')),
    }),
    linux: part({ gather: linuxAccounts, judge: judgeAccounts }),
  },
}
