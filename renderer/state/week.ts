import type { Alert, Severity } from '../../main/contract/alert.ts'

/** One local day and what was found in it. */
export type DayCount = { at: Date } & Record<Severity, number>

/** The last seven local days up to `now`, oldest first. Pure but for the local time zone. */
export const weekOf = (alerts: readonly Alert[], now: Date): DayCount[] => {
  const days = Array.from(
    { length: 7 },
    (_, i): DayCount => ({
      at: new Date(now.getFullYear(), now.getMonth(), now.getDate() - 6 + i),
      urgent: 0,
      check: 0,
      notice: 0,
    }),
  )
  for (const alert of alerts) {
    if (alert.drill) continue
    const day = days.findLast((d) => d.at.getTime() <= Date.parse(alert.detectedAt))
    if (day && Date.parse(alert.detectedAt) <= now.getTime()) day[alert.severity] += 1
  }
  return days
}

/** All that was found on one day. */
export const countOf = (day: DayCount): number => day.urgent + day.check + day.notice

/** All that was found in those days. */
export const totalOf = (days: readonly DayCount[]): number => days.reduce((sum, d) => sum + countOf(d), 0)
