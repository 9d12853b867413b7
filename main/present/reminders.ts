import type { Finding } from '../contract/alert.ts'
import type { Profile } from '../contract/profile.ts'
import { type Day, daysBetween } from './business-calendar.ts'

/** Days before a contract's, an insurance's or a listing's end at which the user is reminded. */
export const reminderDays = [60, 30] as const
/** Days without anybody opening the app after which it asks who is in charge. */
export const unseenDays = 60

export type ReminderQuestion = {
  today: Day
  profile: Profile | null
  /** The last day on which somebody opened the app; null when it is not known yet. */
  lastOpened: Day | null
  /** Now: ISO 8601, UTC. */
  at: string
}

const finding = (
  kind: string,
  severity: Finding['severity'],
  key: string,
  at: string,
  facts: Finding['facts'],
): Finding => ({
  kind,
  severity,
  key,
  occurredAt: at,
  lastAt: at,
  facts,
  evidence: {},
})

/**
 * What to remind of today. Each reminder has a key of its own, so that it is told once: a PC that was off on the 60th
 * day is reminded on the next. Pure.
 */
export const remindersOf = ({ today, profile, lastOpened, at }: ReminderQuestion): Finding[] => {
  const ends: [what: 'contract' | 'insurance' | 'registration', until: Day | null][] = [
    ['contract', profile?.contract.until ?? null],
    ['insurance', profile?.insurance.until ?? null],
    ['registration', profile?.registration.until ?? null],
  ]
  const renewals = ends.flatMap(([what, until]) => {
    if (until === null) return []
    const left = daysBetween(today, until)
    const due = reminderDays.findLast((days) => left <= days)
    if (due === undefined || left < 0) return []
    return [
      finding(`renewal-${what}`, 'notice', `renewal:${what}:${until}:${due}`, at, { until, days: left }),
    ]
  })
  const unseen = lastOpened === null ? 0 : daysBetween(lastOpened, today)
  return unseen < unseenDays
    ? renewals
    : [...renewals, finding('nobody-looked', 'check', `nobody-looked:${lastOpened}`, at, { days: unseen })]
}
