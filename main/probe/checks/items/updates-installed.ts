import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import { type Check, daysSince, good, type Moment, mend, part, type Verdict } from '../check.ts'
import { type LinuxUpdates, linuxUpdates } from '../readers/linux-updates.ts'
import { listOf, macDefaults } from '../readers/plist.ts'

/** Days in which critical updates have to be in (SCS 4-4-4-2). */
const limit = 14

const windowsSchema = z.object({
  updates: z.array(
    z.object({ severity: z.string().nullable(), at: z.number().nullable(), optional: z.boolean() }),
  ),
  searchedAt: z.number().nullable(),
  installedAt: z.number().nullable(),
})

/** The list of what waits has no dates here: the first time this app saw something waiting is what counts. */
const judgeWaiting = (
  waiting: number,
  lookedAt: number | null,
  installedAt: number | null,
  moment: Moment,
): Verdict => {
  const { now, previous } = moment
  if (lookedAt !== null && daysSince(lookedAt, now) > limit)
    return mend('notLooked', { days: daysSince(lookedAt, now) })
  if (waiting === 0) return good({ waiting })
  const seen = previous?.facts.waitingSince
  // Before the first look by this app: nothing was installed for so long although something waits.
  const since = Math.min(seen === undefined ? now : Date.parse(String(seen)), installedAt ?? now)
  const facts = { waiting, waitingSince: new Date(since).toISOString(), days: daysSince(since, now) }
  return facts.days > limit ? mend('late', facts) : good(facts)
}

/** Are updates that mend weak points in within 14 days? */
export const updatesInstalled: Check = {
  id: 'updates-installed',
  who: 'you',
  renews: true,
  on: {
    win32: part({
      link: 'ms-settings:windowsupdate',
      gather: (world) => world.windows('pending', windowsSchema),
      judge({ updates, searchedAt }, { now }) {
        if (searchedAt !== null && daysSince(searchedAt, now) > limit)
          return mend('notLooked', { days: daysSince(searchedAt, now) })
        // MsrcSeverity is English in every language; updates without one (drivers, features) do not count.
        const serious = updates.filter((u) => !u.optional && /^(Critical|Important)$/.test(u.severity ?? ''))
        const ages = serious.map((u) => (u.at === null ? 0 : daysSince(u.at, now)))
        const days = Math.max(0, ...ages)
        const facts = { waiting: serious.length, days }
        return days > limit ? mend('late', facts) : good(facts)
      },
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Software-Update-Settings.extension',
      gather: (world) => macDefaults(world, '/Library/Preferences/com.apple.SoftwareUpdate'),
      judge(settings, moment) {
        const lookedAt = Date.parse(String(settings.LastSuccessfulDate ?? ''))
        if (Number.isNaN(lookedAt)) throw new CannotTell('never-looked')
        return judgeWaiting(listOf(settings.RecommendedUpdates).length, lookedAt, null, moment)
      },
    }),
    linux: part<LinuxUpdates>({
      who: 'desk',
      gather: linuxUpdates,
      judge: (u, moment) => judgeWaiting(u.waiting, u.lookedAt, u.installedAt, moment),
    }),
  },
}
