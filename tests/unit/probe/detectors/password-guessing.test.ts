import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuthenticationEvent } from '../../../../main/contract/event.ts'
import { createPasswordGuessingDetector } from '../../../../main/probe/detectors/password-guessing.ts'

const start = Date.UTC(2026, 10, 23, 8)
const attempt = (seconds: number, extra: Partial<AuthenticationEvent> = {}): AuthenticationEvent => ({
  category: 'authentication',
  at: new Date(start + seconds * 1000).toISOString(),
  source: 's',
  outcome: 'failure',
  user: 'root',
  from: '192.0.2.66',
  service: 'sshd',
  ...extra,
})
const findings = (events: AuthenticationEvent[]) => {
  const detector = createPasswordGuessingDetector()
  return events.flatMap((e) => detector.onEvent(e))
}
const series = (n: number, every: number, extra: Partial<AuthenticationEvent> = {}, from = 0) =>
  Array.from({ length: n }, (_, i) => attempt(from + i * every, extra))

describe('guessing', () => {
  test('eight wrong passwords within ten minutes', () => {
    expect(findings(series(7, 10))).toEqual([])
    const [found, ...rest] = findings(series(8, 10))
    expect(rest).toEqual([])
    expect(found).toMatchObject({
      kind: 'password-guessing',
      severity: 'check',
      key: 'password-guessing:sshd',
      occurredAt: attempt(0).at,
      lastAt: attempt(70).at,
      facts: { from: '192.0.2.66', user: 'root', count: 8, service: 'sshd' },
    })
  })
  test('slow guessing is found within a day, a few mistakes a day are not', () => {
    expect(findings(series(45, 1800))).toHaveLength(1)
    expect(findings(series(60, 6 * 3600))).toEqual([])
  })
  test('many attackers of one door are one story, and the list of them is bounded', () => {
    const wave = Array.from({ length: 3000 }, (_, i) =>
      attempt(i / 10, { from: `198.51.${i >> 8}.${i & 255}`, user: `u${i}` }),
    )
    const found = findings(wave)
    expect(new Set(found.map((f) => f.key))).toEqual(new Set(['password-guessing:sshd']))
    expect(found.length).toBeLessThan(12)
    const { addresses, attemptsFromFurtherAddresses } = found.at(-1)!.evidence as Record<string, unknown>
    expect(Object.keys(addresses as object)).toHaveLength(50)
    expect(attemptsFromFurtherAddresses).toBeGreaterThan(1000)
  })
})

describe('a hit', () => {
  const success = attempt(100, { outcome: 'success' })
  test('of somebody who takes another IPv6 address each time', () => {
    const from = (i: number) => ({ from: `2001:db9:0:7::${i.toString(16)}` })
    const wave = Array.from({ length: 9 }, (_, i) => attempt(i, from(i + 1)))
    const hit = attempt(20, { outcome: 'success', ...from(0xbeef) })
    expect(findings([...wave, hit]).at(-1)).toMatchObject({
      kind: 'password-guessed',
      facts: { from: '2001:db9:0:7::beef' },
    })
    const neighbour = attempt(20, { outcome: 'success', from: '2001:db9:0:8::1' })
    expect(findings([...wave, neighbour]).map((f) => f.kind)).toEqual(['password-guessing'])
  })
  test('of one who comes late among hundreds, and of one written in two ways', () => {
    const crowd = Array.from({ length: 300 }, (_, i) => attempt(i, { from: `198.51.100.${i % 200}` }))
    const late = series(3, 1, { from: '::ffff:203.0.114.9' }, 301)
    const hit = attempt(310, { outcome: 'success', from: '203.0.114.9' })
    expect(findings([...crowd, ...late, hit]).at(-1)).toMatchObject({ kind: 'password-guessed' })
    expect(findings([...crowd, ...late.slice(1), hit]).at(-1)?.kind).toBe('password-guessing')
  })
  test('the right password after wrong ones from the same place is urgent', () => {
    const found = findings([...series(10, 5), success])
    expect(found.at(-1)).toMatchObject({
      kind: 'password-guessed',
      severity: 'urgent',
      key: 'password-guessing:sshd',
      facts: { user: 'root', from: '192.0.2.66' },
    })
  })
  test.each([
    ['somebody else signs in from elsewhere', { from: '192.0.2.10' }],
    ['somebody signs in at the keyboard', { from: null }],
    ['another door', { service: 'rdp' }],
  ])('not: %s', (_, extra) => {
    expect(findings([...series(10, 5), { ...success, ...extra }]).map((f) => f.kind)).toEqual([
      'password-guessing',
    ])
  })
  test('not: a person who mistyped three times', () => {
    expect(findings([...series(3, 5), success])).toEqual([])
  })
})

test('whatever comes, in whatever order: no throw, few findings, count never beyond what happened', () => {
  const event = fc.record({
    seconds: fc.integer({ min: 0, max: 200_000 }),
    outcome: fc.constantFrom('failure' as const, 'success' as const),
    user: fc.option(fc.string({ maxLength: 5 })),
    from: fc.option(fc.ipV4()),
    service: fc.constantFrom('sshd', 'rdp'),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 200 }), (list) => {
      const failures = list.filter((e) => e.outcome === 'failure').length
      for (const f of findings(list.map(({ seconds, ...extra }) => attempt(seconds, extra)))) {
        expect(f.facts.count).toBeLessThanOrEqual(failures)
        expect(f.occurredAt <= f.lastAt).toBe(true)
      }
    }),
  )
})
