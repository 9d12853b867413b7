import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginStart, emptyJournal, newsClosed, startSucceeded } from '../../../main/present/start-journal.ts'
import { mayInstallAtQuit, mayInstallNow } from '../../../main/present/update-policy.ts'

const good = startSucceeded(beginStart(emptyJournal, '1.0.0').journal)

test('a version that did not start twice is left for the last good one, and never taken again', () => {
  const first = beginStart(good, '1.1.0')
  expect(first.rollBack).toBe(false)
  expect(first.news).toEqual({ code: 'updated', params: { version: '1.1.0' } })
  const second = beginStart(first.journal, '1.1.0')
  expect(second.rollBack).toBe(false)
  const third = beginStart(second.journal, '1.1.0')
  expect([third.rollBack, third.journal.bad]).toEqual([true, ['1.1.0']])
  const again = beginStart(third.journal, '1.0.0')
  expect(again.news).toEqual({ code: 'rolled-back', params: { version: '1.0.0', bad: '1.1.0' } })
  const back = startSucceeded(again.journal)
  expect([back.good, back.failed, back.bad]).toEqual(['1.0.0', 0, ['1.1.0']])
})
test('news are told at every start until the user has closed them', () => {
  expect(beginStart(emptyJournal, '1.0.0').news).toBeNull()
  const updated = beginStart(good, '1.1.0')
  const next = beginStart(startSucceeded(updated.journal), '1.1.0')
  expect(next.news).toEqual(updated.news)
  expect(beginStart(newsClosed(next.journal), '1.1.0').news).toBeNull()
})
test('the good version is kept however often it is killed', () => {
  let journal = good
  for (let i = 0; i < 5; i++) {
    const next = beginStart(journal, '1.0.0')
    expect(next.rollBack).toBe(false)
    journal = next.journal
  }
})
test('there is nowhere to go back to on a fresh PC', () => {
  const starts = [1, 2, 3, 4].reduce((j) => beginStart(j, '1.0.0').journal, emptyJournal)
  expect(beginStart(starts, '1.0.0').rollBack).toBe(false)
})
test('going back never happens to a version that is good, whatever came before', () => {
  const step = fc.record({ version: fc.constantFrom('1', '2', '3'), ok: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let journal = emptyJournal
      for (const { version, ok } of steps) {
        const begun = beginStart(journal, version)
        if (begun.rollBack) expect(journal.good).not.toBe(version)
        journal = ok ? startSucceeded(begun.journal) : begun.journal
        if (ok) expect(journal.bad).not.toContain(version)
      }
    }),
  )
})
test('updates wait for night, rest and peace', () => {
  const at = (hour: number) => new Date(2026, 10, 23, hour, 30)
  expect(mayInstallNow({ overall: 'protected', now: at(2), idle: 3600 })).toBe(true)
  expect(mayInstallNow({ overall: 'urgent', now: at(2), idle: 3600 })).toBe(false)
  expect(mayInstallNow({ overall: 'protected', now: at(14), idle: 3600 })).toBe(false)
  expect(mayInstallNow({ overall: 'protected', now: at(2), idle: 60 })).toBe(false)
  expect([mayInstallAtQuit('urgent'), mayInstallAtQuit('check'), mayInstallAtQuit('blind')]).toEqual([
    false,
    true,
    true,
  ])
})
