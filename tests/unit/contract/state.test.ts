import { expect, test } from 'vitest'
import { type Change, reduce } from '../../../main/contract/state.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

test('applies the next change, ignores an old one, and asks for a new snapshot on a gap', () => {
  const first = sampleSnapshot()
  const next = reduce(first, { seq: 1, type: 'alert', alert: sampleAlert() })
  expect(next?.alerts.map((a) => a.id)).toEqual(['alert-1'])
  expect(reduce(next!, { seq: 1, type: 'alert', alert: sampleAlert({ id: 'other' }) })).toBe(next)
  expect(reduce(next!, { seq: 3, type: 'notice-gone', id: 'x' })).toBeNull()
})

test('an alert that is known is replaced in its place', () => {
  const s = sampleSnapshot({ alerts: [sampleAlert({ id: 'b' }), sampleAlert({ id: 'a' })] })
  const next = reduce(s, { seq: 1, type: 'alert', alert: sampleAlert({ id: 'a', count: 7 }) })
  expect(next?.alerts.map((a) => [a.id, a.count])).toEqual([
    ['b', 1],
    ['a', 7],
  ])
})

test('a page that starts from any snapshot ends where the core is', () => {
  const changes: Change[] = [
    { seq: 1, type: 'alert', alert: sampleAlert() },
    { seq: 2, type: 'notice', notice: { id: 'n', at: '', code: 'disk-full', params: {} } },
    { seq: 3, type: 'alert', alert: sampleAlert({ state: 'seen' }) },
    { seq: 4, type: 'notice-gone', id: 'n' },
  ]
  const states = [sampleSnapshot()]
  for (const c of changes) states.push(reduce(states.at(-1)!, c)!)
  for (const from of states) {
    const end = changes.reduce((s, c) => reduce(s, c) ?? s, from)
    expect(end).toEqual(states.at(-1))
  }
})
