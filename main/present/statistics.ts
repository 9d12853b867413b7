import type { Alert } from '../contract/alert.ts'
import { situationOfKind } from '../contract/reported-severity.ts'
import { type StatisticLine, type Statistics, statisticsVersion } from '../contract/statistics.ts'
import { wallClock } from './business-calendar.ts'

/** Groups smaller than this are folded: a single case in a month could point to one firm. */
export const statisticsThreshold = 3

export type StatisticsOptions = {
  sizeBand: Statistics['sizeBand']
  /** Today, `2026-11-24`: only months that have ended before it, and not longer than a year ago, are counted. */
  today: string
  timeZone: string
  threshold?: number
}

/**
 * Counts of the months that have ended: by kind and severity, no names, no addresses, no days. Exercises do not count;
 * incidents that people reported count as `reported`. A group below the threshold is never shown: all such groups of a month
 * together are the line `other`/`mixed` where they reach the threshold, else they are left out. As no total is given and each
 * of them is below the threshold, such a line always stands for two groups or more, and no difference of two numbers gives a
 * folded one back. What this returns is exactly what may be sent. Pure.
 */
export const statisticsOf = (
  alerts: readonly Alert[],
  { sizeBand, today, timeZone, threshold = statisticsThreshold }: StatisticsOptions,
): Statistics => {
  const now = today.slice(0, 7)
  const yearAgo = `${Number(now.slice(0, 4)) - 1}${now.slice(4)}`
  const groups = new Map<string, number>()
  for (const a of alerts) {
    if (a.drill) continue
    const month = wallClock(new Date(a.detectedAt), timeZone).day.slice(0, 7)
    if (month >= now || month < yearAgo) continue
    const kind = situationOfKind(a.kind) !== null ? 'reported' : a.kind
    const key = JSON.stringify([month, kind, a.severity])
    groups.set(key, (groups.get(key) ?? 0) + 1)
  }
  const lines: StatisticLine[] = []
  const rest = new Map<string, number>()
  for (const [key, count] of groups) {
    const [month, kind, severity] = JSON.parse(key) as [string, string, Alert['severity']]
    if (count >= threshold) lines.push({ month, kind, severity, count })
    else rest.set(month, (rest.get(month) ?? 0) + count)
  }
  for (const [month, count] of rest)
    if (count >= threshold) lines.push({ month, kind: 'other', severity: 'mixed', count })
  const order = (l: StatisticLine) => `${l.month} ${l.kind === 'other' ? 1 : 0} ${l.kind} ${l.severity}`
  lines.sort((a, b) => (order(a) < order(b) ? -1 : 1))
  return { schema: statisticsVersion, sizeBand, threshold, lines }
}

/** The same as CSV (RFC 4180) with a header. */
export const statisticsCsv = (s: Statistics): string =>
  `${[
    'schema,size_band,month,kind,severity,count',
    ...s.lines.map((l) => [s.schema, s.sizeBand, l.month, l.kind, l.severity, l.count].join(',')),
  ].join('\r\n')}\r\n`
