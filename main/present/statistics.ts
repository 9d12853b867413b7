import type { Alert } from '../contract/alert.ts'
import type { Statistics } from '../contract/tools.ts'
import { wallClock } from './business-calendar.ts'

/** Groups smaller than this are folded: a single case in a month could point to one firm. */
export const statisticsThreshold = 3

/**
 * Counts alerts by month, kind and severity: no names, no addresses, no times. Exercises do not count; incidents that
 * people reported count as `reported`. Pure.
 */
export const statisticsOf = (
  alerts: readonly Alert[],
  sizeBand: Statistics['sizeBand'],
  timeZone: string,
  threshold = statisticsThreshold,
): Statistics => {
  const counts = new Map<string, number>()
  for (const a of alerts) {
    if (a.drill) continue
    const month = wallClock(new Date(a.detectedAt), timeZone).day.slice(0, 7)
    const kind = a.kind.startsWith('reported-') ? 'reported' : a.kind
    const key = JSON.stringify([month, kind, a.severity])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, n]) => {
      const [month, kind, severity] = JSON.parse(key) as [string, string, string]
      return { month, kind, severity, count: n < threshold ? null : n }
    })
  return { schema: 1, sizeBand, threshold, lines }
}

/** The same as CSV (RFC 4180) with a header; a folded count is `<3`. */
export const statisticsCsv = (s: Statistics): string =>
  `${[
    'schema,size_band,month,kind,severity,count',
    ...s.lines.map((l) =>
      [s.schema, s.sizeBand, l.month, l.kind, l.severity, l.count ?? `<${s.threshold}`].join(','),
    ),
  ].join('\r\n')}\r\n`

export type EndedMonth = {
  month: string
  counts: { kind: string; severity: Alert['severity']; count: number }[]
}

/**
 * What goes to the desk: the groups that reach the threshold, of the months of the last year that have ended by `today`
 * (`2026-11-24`). A group below it stays on this PC. Pure.
 */
export const endedMonths = (alerts: readonly Alert[], today: string, timeZone: string): EndedMonth[] => {
  const now = today.slice(0, 7)
  const yearAgo = `${Number(now.slice(0, 4)) - 1}${now.slice(4)}`
  const months = new Map<string, EndedMonth>()
  for (const { month, kind, severity, count } of statisticsOf(alerts, '1-5', timeZone).lines) {
    if (count === null || month >= now || month < yearAgo) continue
    const entry = months.get(month) ?? { month, counts: [] }
    entry.counts.push({ kind, severity: severity as Alert['severity'], count })
    months.set(month, entry)
  }
  return [...months.values()]
}
