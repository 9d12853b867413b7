import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffGroup, readBaseline } from '../../../../../main/probe/normalise/state/state-diff.ts'

const key = fc.oneof(
  fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString'),
  fc.string({ maxLength: 4 }),
)
const state = fc.dictionary(key, fc.string({ maxLength: 3 }))
const entries = (s: Record<string, string>) =>
  Object.entries(s).map(([k, value]) => ({ key: k, subject: k, details: { value } }))

test('the changes lead from the old state to the new one, and nothing else is told', () => {
  fc.assert(
    fc.property(state, state, (before, after) => {
      const { known } = diffGroup({}, 'g', entries(before))
      const { changes } = diffGroup({ g: known }, 'g', entries(after))
      const world = new Map(Object.entries(before))
      for (const { action, entry } of changes) {
        expect(world.has(entry.key)).toBe(action !== 'added')
        if (action === 'removed') world.delete(entry.key)
        else {
          expect(world.get(entry.key)).not.toBe(entry.details.value)
          world.set(entry.key, String(entry.details.value))
        }
      }
      expect([...world].sort()).toEqual(Object.entries(after).sort())
    }),
  )
})

test('a first look tells nothing, and the baseline survives a file', () => {
  fc.assert(
    fc.property(state, (s) => {
      const { changes, known } = diffGroup({}, 'g', entries(s))
      expect(changes).toEqual([])
      const back = readBaseline(JSON.parse(JSON.stringify({ groups: { g: known } })))!
      expect(diffGroup(back, 'g', entries(s)).changes).toEqual([])
    }),
  )
})

test('a damaged mark is no baseline', () => {
  fc.assert(fc.property(fc.anything(), (mark) => void readBaseline(mark)))
  for (const mark of [
    null,
    7,
    {},
    { groups: [] },
    { groups: { g: null } },
    { groups: { g: { k: { subject: 1, details: {} } } } },
  ])
    expect(readBaseline(mark)).toBeNull()
})

test('a key that stands there twice is one entry, and no change at each look', () => {
  const twice = [1, 2].map((value) => ({ key: 'a', subject: 'a', details: { value } }))
  const { known } = diffGroup({}, 'g', twice)
  expect(diffGroup({ g: known }, 'g', twice).changes).toEqual([])
  const { changes } = diffGroup({ g: { a: { subject: 'a', details: { value: 0 } } } }, 'g', twice)
  expect(changes.map((c) => [c.action, c.entry.details.value])).toEqual([['changed', 2]])
})
