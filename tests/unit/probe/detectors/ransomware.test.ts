import { describe, expect, test } from 'vitest'
import type { FileEvent } from '../../../../main/contract/event.ts'
import { createRansomwareDetector } from '../../../../main/probe/detectors/ransomware.ts'

const start = Date.parse('2026-11-20T01:00:00.000Z')
const root = '/home/aya/書類'
const event = (n: number, after = 0, more: Partial<FileEvent> = {}): FileEvent => ({
  category: 'file',
  source: 'guard-documents',
  action: 'changed',
  at: new Date(start + after).toISOString(),
  path: `${root}/見積${n}.xlsx`,
  root,
  before: 'good',
  after: 'destroyed',
  signal: 'header-lost',
  ...more,
})
const feed = (events: readonly FileEvent[]) => {
  const detector = createRansomwareDetector()
  return events.map((e) => detector.onEvent(e))
}
const firstAlarm = (found: readonly (readonly unknown[])[]) => found.findIndex((f) => f.length > 0)

describe('known documents destroyed', () => {
  test('the fifth distinct file raises an urgent finding with the names a card needs', () => {
    const found = feed([0, 1, 2, 3, 4].map((n) => event(n, n * 20)))
    expect(firstAlarm(found)).toBe(4)
    expect(found[4]).toEqual([
      {
        kind: 'ransomware',
        severity: 'urgent',
        key: `ransomware:${root}`,
        occurredAt: '2026-11-20T01:00:00.000Z',
        lastAt: '2026-11-20T01:00:00.080Z',
        facts: { folder: '書類', path: root, count: 5, firstFile: '見積0.xlsx', lastFile: '見積4.xlsx' },
        evidence: {
          root,
          files: [0, 1, 2, 3, 4].map((n) => `${root}/見積${n}.xlsx`),
          count: 5,
          firstFile: '見積0.xlsx',
          lastFile: '見積4.xlsx',
          windowMs: 80,
          signals: ['header-lost'],
        },
      },
    ])
  })

  test('one file destroyed again and again is one file', () => {
    expect(firstAlarm(feed(Array.from({ length: 50 }, (_, i) => event(1, i))))).toBe(-1)
  })

  test('a file every half minute is found at its fifth, one every 20 minutes is not', () => {
    expect(firstAlarm(feed(Array.from({ length: 12 }, (_, i) => event(i, i * 30_000))))).toBe(4)
    expect(firstAlarm(feed(Array.from({ length: 12 }, (_, i) => event(i, i * 1_200_000))))).toBe(-1)
  })

  test('files that turn out to be good again do not count', () => {
    const good = (n: number, at: number) =>
      event(n, at, { before: 'destroyed', after: 'good', signal: 'repaired' })
    expect(
      firstAlarm(feed([0, 1, 2, 3].flatMap((n) => [event(n, n), good(n, n + 500)]).concat(event(9, 2000)))),
    ).toBe(-1)
  })

  test('two folders are two stories', () => {
    const other = (n: number) => event(n, n, { root: '/srv/share', path: `/srv/share/${n}.pdf` })
    expect(firstAlarm(feed([event(0), event(1), event(2), other(3), other(4)]))).toBe(-1)
  })

  test('what is unknown afterwards never counts', () => {
    expect(
      firstAlarm(feed(Array.from({ length: 40 }, (_, i) => event(i, i, { after: 'unknown', signal: null })))),
    ).toBe(-1)
  })
})

describe('hints lower the threshold to three', () => {
  const note = event(99, 0, { action: 'created', before: 'unknown', after: 'unknown', signal: 'ransom-note' })
  test('a ransom note', () => expect(firstAlarm(feed([note, event(0, 1), event(1, 2), event(2, 3)]))).toBe(3))
  test('a note alone says nothing', () =>
    expect(firstAlarm(feed([note, note, note, note, note, note]))).toBe(-1))
  test('a touched canary: two files more', () => {
    const found = feed([event(0, 0, { signal: 'canary' }), event(1, 1), event(2, 2)])
    expect(firstAlarm(found)).toBe(2)
    expect(found[2]![0]?.facts.count).toBe(2)
  })
  test('one new ending on all of them', () => {
    const renamed = (n: number) => event(n, n, { action: 'renamed', newPath: `${root}/見積${n}.xlsx.locked` })
    expect(firstAlarm(feed([renamed(0), renamed(1), renamed(2)]))).toBe(2)
  })
})

describe('locked or packed away by a known tool', () => {
  const locked = (n: number, signal = 'tool-encrypted') =>
    event(n, n, { action: 'renamed', after: 'unknown', signal })
  test('is at most "check"', () => {
    const found = feed(Array.from({ length: 60 }, (_, n) => locked(n))).flat()
    expect(found[0]).toMatchObject({
      kind: 'files-locked',
      severity: 'check',
      facts: { count: 10, folder: '書類' },
    })
    expect(found.every((f) => f.severity === 'check')).toBe(true)
  })
  test('is urgent with a ransom note beside it', () => {
    const note = event(99, 0, {
      action: 'created',
      before: 'unknown',
      after: 'unknown',
      signal: 'ransom-note',
    })
    const found = feed([note, locked(0), locked(1, 'archived-away'), locked(2)]).flat()
    expect(found).toMatchObject([{ kind: 'ransomware', severity: 'urgent' }])
  })
})

test('a growing incident is told at intervals, and the last count arrives with the tick', () => {
  const detector = createRansomwareDetector()
  const told = Array.from({ length: 500 }, (_, i) => detector.onEvent(event(i, i * 2))).flat()
  expect(told.map((f) => f.facts.count)).toEqual([5])
  const later = detector.onTick?.(start + 5_000) ?? []
  expect(later.map((f) => f.facts.count)).toEqual([500])
  expect(detector.onTick?.(start + 6_000)).toEqual([])
})

test('a time that is no time is ignored', () => {
  expect(createRansomwareDetector().onEvent(event(1, 0, { at: 'yesterday' }))).toEqual([])
})

test('wants ticks only while growth waits to be told', () => {
  const detector = createRansomwareDetector()
  const wants = () => detector.wantsTick?.()
  expect(wants()).toBe(false)
  for (const n of [0, 1, 2, 3]) detector.onEvent(event(n, n * 20))
  expect(wants()).toBe(false)
  expect(detector.onEvent(event(4, 80))).toHaveLength(1)
  expect(wants()).toBe(false)
  expect(detector.onEvent(event(5, 100))).toEqual([])
  expect(wants()).toBe(true)
  expect(detector.onTick?.(start + 2000)).toMatchObject([{ facts: { count: 6 } }])
  expect(wants()).toBe(false)
  // What is owed no longer counts: nothing is left to wait for.
  detector.onEvent(event(6, 2100))
  expect(wants()).toBe(true)
  expect(detector.onTick?.(start + 2 * 3_600_000)).toEqual([])
  expect(wants()).toBe(false)
})

describe('documents out of sight', () => {
  const closed = (n: number, more: Partial<FileEvent> = {}) =>
    event(n, n * 20, { after: 'unknown', signal: 'closed-off', ...more })
  const many = (count: number) => Array.from({ length: count }, (_, n) => closed(n))

  test('the tenth raises a "check" of its own kind, nine say nothing', () => {
    expect(firstAlarm(feed(many(9)))).toBe(-1)
    const found = feed(many(10))
    expect(firstAlarm(found)).toBe(9)
    expect(found[9]).toMatchObject([{ kind: 'files-closed', severity: 'check', facts: { count: 10 } }])
  })

  test('with a ransom note beside them they count as destroyed', () => {
    const note = closed(90, { before: 'unknown', signal: 'ransom-note' })
    const found = feed([...many(3), note])
    expect(found.at(-1)).toMatchObject([{ kind: 'ransomware', severity: 'urgent', facts: { count: 3 } }])
  })
})
