import fc from 'fast-check'
import { expect, test } from 'vitest'
import { belongs, merge, mergeWindow } from '../../../main/alerts/merge.ts'
import { rank, severitySchema } from '../../../main/contract/alert.ts'
import { sampleAlert, sampleFinding } from '../../fakes/samples.ts'

const now = '2026-11-23T01:00:05.000Z'

test('a first finding opens an incident', () => {
  const { alert, change } = merge(null, sampleFinding(), now, 'id-1')
  expect(change).toBe('new')
  expect(alert).toMatchObject({
    id: 'id-1',
    count: 1,
    state: 'new',
    detectedAt: now,
    severity: 'urgent',
    answer: null,
  })
})

test('more of the same is counted and does not wake a seen incident', () => {
  const known = sampleAlert({ state: 'seen' })
  const { alert, change } = merge(
    known,
    sampleFinding({ facts: { folder: 'Documents', count: 9 } }),
    now,
    'unused',
  )
  expect(change).toBe('more')
  expect(alert).toMatchObject({ id: known.id, count: 2, state: 'seen', facts: { count: 9 } })
})

test('a worse finding wakes a seen incident and brings its own card', () => {
  const known = sampleAlert({
    kind: 'password-guessing',
    severity: 'check',
    state: 'seen',
    facts: { from: '10.0.0.9' },
  })
  const worse = sampleFinding({ kind: 'password-guessed', severity: 'urgent', facts: { user: 'tanaka' } })
  const { alert, change } = merge(known, worse, now, 'unused')
  expect(change).toBe('worse')
  expect(alert).toMatchObject({
    kind: 'password-guessed',
    severity: 'urgent',
    state: 'new',
    facts: { user: 'tanaka' },
  })
})

test('a lesser finding changes neither card nor severity', () => {
  const known = sampleAlert({ kind: 'password-guessed', severity: 'urgent', facts: { user: 'tanaka' } })
  const { alert } = merge(
    known,
    sampleFinding({ kind: 'password-guessing', severity: 'check', facts: {} }),
    now,
    'x',
  )
  expect(alert).toMatchObject({
    kind: 'password-guessed',
    severity: 'urgent',
    facts: { user: 'tanaka' },
    count: 2,
  })
})

test('a closed incident takes nothing in; nor does one whose last sign is over a day old', () => {
  const finding = sampleFinding()
  expect(belongs(sampleAlert(), finding)).toBe(true)
  expect(belongs(sampleAlert({ state: 'closed' }), finding)).toBe(false)
  expect(belongs(sampleAlert({ key: 'other' }), finding)).toBe(false)
  const old = new Date(Date.parse(finding.occurredAt) - mergeWindow - 1).toISOString()
  expect(belongs(sampleAlert({ lastAt: old }), finding)).toBe(false)
})

test('whatever comes in whatever order: the count counts, the severity is the worst, the times span all', () => {
  const time = fc
    .integer({ min: 0, max: 3_600_000 })
    .map((ms) => new Date(Date.UTC(2026, 10, 23) + ms).toISOString())
  const finding = fc.record({ severity: fc.constantFrom(...severitySchema.options), occurredAt: time })
  fc.assert(
    fc.property(fc.array(finding, { minLength: 1, maxLength: 20 }), (list) => {
      const findings = list.map((f) => sampleFinding({ ...f, lastAt: f.occurredAt }))
      const alert = findings.reduce(
        (a: ReturnType<typeof sampleAlert> | null, f) => merge(a, f, now, 'id').alert,
        null,
      )!
      expect(alert.count).toBe(findings.length)
      expect(rank(alert.severity)).toBe(Math.min(...findings.map((f) => rank(f.severity))))
      expect(alert.occurredAt).toBe(findings.map((f) => f.occurredAt).sort()[0])
      expect(alert.lastAt).toBe(
        findings
          .map((f) => f.lastAt)
          .sort()
          .at(-1),
      )
    }),
  )
})
