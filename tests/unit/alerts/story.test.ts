import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createStories } from '../../../main/alerts/story.ts'
import type { Finding, Severity } from '../../../main/contract/alert.ts'

const start = Date.UTC(2026, 10, 23)
const minute = 60_000
const iso = (ms: number) => new Date(start + ms).toISOString()
type Extra = {
  severity?: Severity
  host?: string
  users?: string[]
  processes?: string[]
  technique?: string
  level?: string
}
const finding = (at: number, extra: Extra = {}): Finding => {
  const {
    severity = 'check',
    host = 'pc',
    users = [],
    processes = [],
    technique = 'T1059',
    level = 'high',
  } = extra
  return {
    kind: 'sigma',
    severity,
    key: 'x',
    occurredAt: iso(at),
    lastAt: iso(at),
    facts: { technique, thing: `${technique}.exe` },
    evidence: {
      rules: [{ id: `r-${technique}`, level, techniques: [technique] }],
      events: [{ at: iso(at) }],
      links: { host, users, processes },
    },
  }
}

describe('stories', () => {
  test('what happens on one PC within half an hour is one story', () => {
    const { tell } = createStories()
    const first = tell(finding(0))
    const second = tell(finding(20 * minute, { technique: 'T1003' }))
    expect(second.key).toBe(first.key)
    expect(second).toMatchObject({ occurredAt: iso(0), lastAt: iso(20 * minute), facts: { signs: 2 } })
    expect(second.evidence.rules).toHaveLength(2)
    expect(tell(finding(20 * minute, { host: 'other' })).key).not.toBe(first.key)
  })
  test('a person or a process links what lies hours apart; the machine itself does not', () => {
    const { tell } = createStories()
    const key = tell(finding(0, { users: ['sato'], processes: ['p1'] })).key
    expect(tell(finding(300 * minute, { users: ['sato'] })).key).toBe(key)
    expect(tell(finding(600 * minute, { processes: ['p1'] })).key).toBe(key)
    expect(tell(finding(5000 * minute, { users: ['sato'] })).key).not.toBe(key)
    const machine = createStories()
    const before = machine.tell(finding(0, { users: ['system', 'pc$'] })).key
    expect(machine.tell(finding(300 * minute, { users: ['system', 'pc$'] })).key).not.toBe(before)
  })
  test('the gravest sign gives the words, whatever comes later', () => {
    const { tell } = createStories()
    tell(finding(0, { technique: 'T1087' }))
    tell(finding(minute, { technique: 'T1490', severity: 'urgent' }))
    const last = tell(finding(2 * minute, { technique: 'T1112' }))
    expect(last).toMatchObject({ severity: 'urgent', facts: { technique: 'T1490' } })
  })
  test('three different strong signs together make it urgent, three of one kind or weak ones do not', () => {
    const told = (extras: Extra[]) => {
      const { tell } = createStories()
      return extras.map((e, i) => tell(finding(i * minute, e)).severity).at(-1)
    }
    expect(told([{ technique: 'T1059' }, { technique: 'T1003' }, { technique: 'T1021' }])).toBe('urgent')
    expect(told([{ technique: 'T1059' }, { technique: 'T1059.001' }, { technique: 'T1059.003' }])).toBe(
      'check',
    )
    expect(told(['T1059', 'T1003', 'T1021'].map((technique) => ({ technique, level: 'medium' })))).toBe(
      'check',
    )
  })
  test('a story goes on after a restart', () => {
    const before = createStories()
    const open = before.tell(finding(0, { users: ['sato'] }))
    const after = createStories([open])
    expect(after.tell(finding(10 * minute)).key).toBe(open.key)
  })
  test('findings of other kinds pass as they are', () => {
    const other: Finding = { ...finding(0), kind: 'ransomware' }
    expect(createStories().tell(other)).toBe(other)
  })
  test('a story never grows milder, never loses its beginning, and its memory is bounded', () => {
    const one = fc.record({
      at: fc.integer({ min: 0, max: 60 * 24 * 3 }),
      severity: fc.constantFrom<Severity>('urgent', 'check', 'notice'),
      host: fc.constantFrom('a', 'b'),
      users: fc.subarray(['sato', 'ito']),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 80 }), (all) => {
        const { tell } = createStories()
        const seen = new Map<string, Finding>()
        for (const { at, ...extra } of all) {
          const now = tell(finding(at * minute, extra))
          const before = seen.get(now.key)
          if (before) {
            const order: Severity[] = ['urgent', 'check', 'notice']
            expect(order.indexOf(now.severity)).toBeLessThanOrEqual(order.indexOf(before.severity))
            expect(now.occurredAt <= before.occurredAt && now.lastAt >= before.lastAt).toBe(true)
          }
          expect((now.evidence.events as unknown[]).length).toBeLessThanOrEqual(20)
          seen.set(now.key, now)
        }
      }),
    )
  })
})
