import type { DatabaseSync } from 'node:sqlite'
import { enqueue, withdraw } from '../consult/outbox.ts'
import type { Snapshot } from '../contract/state.ts'
import { type Clock, isoTime } from '../ports/clock.ts'
import { wallClock } from '../present/business-calendar.ts'
import { statisticsOf } from '../present/statistics.ts'

export type StatisticsReportOptions = {
  db: DatabaseSync
  clock: Clock
  timeZone: string
  snapshot: () => Snapshot
}

/**
 * Queues the counts of each month that has ended, once, and only while the user agrees; what still waits when the agreement
 * is taken back is forgotten. Counts below the threshold stay here. Call it now and then. Returns whether anything may go.
 */
export const createStatisticsReport =
  ({ db, clock, timeZone, snapshot }: StatisticsReportOptions): (() => boolean) =>
  () => {
    const { settings, desk, alerts } = snapshot()
    if (settings.shareStatistics !== 'yes' || desk.mode !== 'provider') {
      withdraw(db, ['statistics'])
      return false
    }
    const now = clock.now()
    const today = wallClock(new Date(now), timeZone).day
    const { sizeBand } = settings
    const { schema, lines } = statisticsOf(alerts, { sizeBand, today, timeZone })
    for (const [month, ofMonth] of Map.groupBy(lines, (l) => l.month)) {
      const counts = ofMonth.map(({ kind, severity, count }) => ({ kind, severity, count }))
      enqueue(
        db,
        { type: 'statistics', month, body: { schema, sizeBand, counts } },
        { key: `statistics:${schema}:${month}`, group: 'statistics', at: isoTime(now), held: false },
      )
    }
    return true
  }
