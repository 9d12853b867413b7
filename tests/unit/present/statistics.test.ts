import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Alert } from '../../../main/contract/alert.ts'
import { statisticsInSchema, statisticsSchema } from '../../../main/contract/statistics.ts'
import { statisticsCsv, statisticsOf, statisticsThreshold } from '../../../main/present/statistics.ts'
import { sampleAlert } from '../../fakes/samples.ts'

const some = (n: number, change: Partial<Alert>) =>
  Array.from({ length: n }, () => sampleAlert({ detectedAt: '2026-10-10T01:00:00.000Z', ...change }))
const of = (alerts: readonly Alert[]) =>
  statisticsOf(alerts, { sizeBand: '6-20', today: '2026-11-24', timeZone: 'Asia/Tokyo' })

test('counts by month, kind and severity; exercises do not count; what people reported is one kind', () => {
  const statistics = of([
    ...some(3, { kind: 'ransomware', facts: { folder: '社長の給与', user: 'tanaka' } }),
    ...some(4, { kind: 'ransomware', drill: true }),
    ...some(2, { kind: 'reported-phishing', severity: 'check' }),
    ...some(1, { kind: 'reported-lost', severity: 'check' }),
  ])
  expect(statistics.lines).toEqual([
    { month: '2026-10', kind: 'ransomware', severity: 'urgent', count: 3 },
    { month: '2026-10', kind: 'reported', severity: 'check', count: 3 },
  ])
  expect(JSON.stringify(statistics) + statisticsCsv(statistics)).not.toMatch(/給与|tanaka|KEIRI|Documents/)
  expect(statisticsSchema.safeParse(statistics).success).toBe(true)
  expect(statisticsCsv(statistics)).toBe(
    'schema,size_band,month,kind,severity,count\r\n2,6-20,2026-10,ransomware,urgent,3\r\n2,6-20,2026-10,reported,check,3\r\n',
  )
})

describe('small groups', () => {
  test('stand together as "other" where they reach the threshold', () => {
    const { lines } = of([
      ...some(2, { kind: 'usb-new', severity: 'notice' }),
      ...some(2, { kind: 'port-opened', severity: 'check' }),
    ])
    expect(lines).toEqual([{ month: '2026-10', kind: 'other', severity: 'mixed', count: 4 }])
  })
  test('are left out where even together they do not', () => {
    expect(of(some(2, { kind: 'usb-new' })).lines).toEqual([])
  })
})

test('the running month and what is older than a year stay here; the month is that of the wall clock', () => {
  expect(of(some(5, { detectedAt: '2026-11-02T01:00:00.000Z' })).lines).toEqual([])
  expect(of(some(5, { detectedAt: '2025-10-02T01:00:00.000Z' })).lines).toEqual([])
  expect(of(some(5, { detectedAt: '2026-10-31T15:30:00.000Z' })).lines).toEqual([])
  expect(of(some(5, { detectedAt: '2026-09-30T15:30:00.000Z' })).lines).toMatchObject([{ month: '2026-10' }])
})

test('whatever happened: nothing below the threshold is shown, and no difference gives a folded group back', () => {
  const group = fc.record({
    kind: fc.constantFrom('ransomware', 'usb-new', 'port-opened', 'reported-lost', 'reported-phishing'),
    severity: fc.constantFrom('urgent', 'check', 'notice'),
    month: fc.constantFrom('2026-08', '2026-09', '2026-10'),
    n: fc.integer({ min: 0, max: 6 }),
  })
  fc.assert(
    fc.property(fc.array(group, { maxLength: 25 }), (groups) => {
      const alerts = groups.flatMap(({ kind, severity, month, n }) =>
        some(n, { kind, severity: severity as Alert['severity'], detectedAt: `${month}-10T01:00:00.000Z` }),
      )
      const { lines } = of(alerts)
      const truth = new Map<string, number>()
      for (const a of alerts) {
        const kind = a.kind.startsWith('reported-') ? 'reported' : a.kind
        const key = `${a.detectedAt.slice(0, 7)} ${kind} ${a.severity}`
        truth.set(key, (truth.get(key) ?? 0) + 1)
      }
      for (const l of lines) expect(l.count).toBeGreaterThanOrEqual(statisticsThreshold)
      for (const l of lines.filter((x) => x.kind !== 'other'))
        expect(truth.get(`${l.month} ${l.kind} ${l.severity}`)).toBe(l.count)
      for (const l of lines.filter((x) => x.kind === 'other')) {
        const folded = [...truth].filter(([k, n]) => k.startsWith(l.month) && n < statisticsThreshold)
        // Two groups at least, so that knowing the sum is knowing none of them.
        expect(folded.length).toBeGreaterThanOrEqual(2)
        expect(folded.reduce((sum, [, n]) => sum + n, 0)).toBe(l.count)
      }
      const counts = lines.map(({ kind, severity, count }) => ({ kind, severity, count }))
      expect(statisticsInSchema.safeParse({ schema: 2, sizeBand: '1-5', counts }).success).toBe(true)
    }),
  )
})
