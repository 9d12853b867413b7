import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, daysSince, good, type Moment, mend, part, type Verdict } from '../check.ts'
import type { World } from '../world.ts'

const limit = 7

const judgeSince = (since: number, { now }: Moment): Verdict => {
  const facts = { days: daysSince(since, now), pendingSince: new Date(since).toISOString() }
  return facts.days > limit ? mend('late', facts) : good(facts)
}

/** When a newer kernel than the running one came, or a package asked for a restart; null: nothing waits. */
const linuxPending = (world: World): number | null => {
  const asked = world.look('/run/reboot-required') ?? world.look('/var/run/reboot-required')
  if (asked) return asked.modified
  const running = world.read('/proc/sys/kernel/osrelease')?.trim()
  if (!running) throw new CannotTell('no-permission', { file: '/proc/sys/kernel/osrelease' })
  const images = world
    .names('/boot')
    .filter((n) => n.startsWith('vmlinuz-') && !n.includes('rescue'))
    .map((n) => ({ release: n.slice(8), at: world.look(`/boot/${n}`)?.modified ?? 0 }))
  const own = images.find((i) => i.release === running)
  // A container runs its host's kernel, which it cannot see.
  if (!own) return null
  const newer = images.filter((i) => i.at > own.at).map((i) => i.at)
  return newer.length > 0 ? Math.min(...newer) : null
}

/** Does an update wait for a restart for more than a week? */
export const restartPending: Check = {
  id: 'restart-pending',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:windowsupdate',
      gather: (world) =>
        world.windows('restart', z.object({ pending: z.boolean(), boot: z.number().nullable() })),
      judge({ pending, boot }, moment) {
        if (!pending) return good()
        // Windows keeps no date for the wish: the first sight of it, and never before the last start.
        const seen = moment.previous?.facts.pendingSince
        const first = seen === undefined ? moment.now : Date.parse(String(seen))
        return judgeSince(Math.max(first, boot ?? 0), moment)
      },
    }),
    linux: part({
      gather: linuxPending,
      judge: (since, moment) => (since === null ? good() : judgeSince(since, moment)),
    }),
  },
}
