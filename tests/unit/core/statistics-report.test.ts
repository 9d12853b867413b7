import { expect, test } from 'vitest'
import { openOutbox, outboxMigration } from '../../../main/consult/outbox.ts'
import { defaultSettings, type Settings } from '../../../main/contract/settings.ts'
import { statisticsInSchema } from '../../../main/contract/statistics.ts'
import { createStatisticsReport } from '../../../main/core/statistics-report.ts'
import { migrate, openDatabase } from '../../../main/ports/database.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const september = (n: number, kind: string) =>
  Array.from({ length: n }, (_, i) =>
    sampleAlert({ id: `${kind}${i}`, kind, severity: 'check', detectedAt: '2026-09-10T01:00:00.000Z' }),
  )
const world = (mode: 'provider' | 'practice' = 'provider') => {
  const { db } = openDatabase(':memory:')
  migrate(db, [outboxMigration])
  const clock = createManualClock()
  const answer = { shareStatistics: 'ask' as Settings['shareStatistics'] }
  const current = sampleAlert({ id: 'now', detectedAt: '2026-11-02T01:00:00.000Z' })
  const snapshot = () => {
    const s = sampleSnapshot({
      alerts: [...september(4, 'password-guessing'), ...september(2, 'usb'), current, current, current],
      settings: { ...defaultSettings, ...answer },
    })
    return { ...s, desk: { ...s.desk, mode } }
  }
  const look = createStatisticsReport({ db, clock, timeZone: 'Asia/Tokyo', snapshot })
  return { answer, look, clock, outbox: openOutbox(db) }
}

test('nothing goes before a yes; then each ended month once, with no group below the threshold', () => {
  const { answer, look, clock, outbox } = world()
  look()
  expect(outbox.waiting()).toBe(0)
  answer.shareStatistics = 'yes'
  look()
  look()
  expect(outbox.waiting()).toBe(1)
  const row = outbox.next(clock.now())!
  expect(row.outgoing).toEqual({
    type: 'statistics',
    month: '2026-09',
    body: {
      schema: 2,
      sizeBand: 'unknown',
      counts: [{ kind: 'password-guessing', severity: 'check', count: 4 }],
    },
  })
  expect(statisticsInSchema.safeParse((row.outgoing as { body: unknown }).body).success).toBe(true)
  outbox.sent(row.id)
  look()
  expect(outbox.waiting()).toBe(0)
})

test('a no forgets what still waits; a later yes queues it again', () => {
  const { answer, look, outbox } = world()
  answer.shareStatistics = 'yes'
  look()
  answer.shareStatistics = 'no'
  look()
  expect(outbox.waiting()).toBe(0)
  answer.shareStatistics = 'yes'
  look()
  expect(outbox.waiting()).toBe(1)
})

test('a practice desk gets no counts', () => {
  const { answer, look, outbox } = world('practice')
  answer.shareStatistics = 'yes'
  look()
  expect(outbox.waiting()).toBe(0)
})
