import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enqueue, openOutbox, outboxMigration, releaseHeld } from '../../../main/consult/outbox.ts'
import type { Outgoing } from '../../../main/contract/desk.ts'
import { transaction } from '../../../main/ports/database.ts'
import { anAlert } from '../../fakes/desk-material.ts'

const open = () => {
  const db = new DatabaseSync(':memory:')
  db.exec(outboxMigration)
  return { db, outbox: openOutbox(db) }
}
const at = '2026-11-23T01:06:00.000Z'
const anOutgoing = (): Outgoing => {
  const alert = anAlert()
  return { type: 'alert', id: alert.id, body: { alert, computer: 'pc' } }
}
const put = (db: DatabaseSync, key: string, group: string, held = false) =>
  enqueue(db, anOutgoing(), { key, group, at, held })

test('rows of one group leave in the order they came, whatever fails on the way', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ group: fc.integer({ min: 0, max: 3 }), fails: fc.nat({ max: 2 }) }), {
        maxLength: 30,
      }),
      (plan) => {
        const { db, outbox } = open()
        for (const [i, p] of plan.entries()) put(db, `k${i}`, `g${p.group}`)
        const left = plan.map((p) => p.fails)
        const order: number[] = []
        for (let now = 1000; order.length < plan.length; now += 1000) {
          for (let row = outbox.next(now); row; row = outbox.next(now)) {
            const i = Number(row.key.slice(1))
            if (left[i]! > 0) {
              left[i]! -= 1
              outbox.failed(row.id, now + 1000, 'x')
            } else {
              outbox.sent(row.id)
              order.push(i)
            }
          }
        }
        for (const group of [0, 1, 2, 3]) {
          const inGroup = order.filter((i) => plan[i]!.group === group)
          expect(inGroup).toEqual([...inGroup].sort((a, b) => a - b))
        }
        expect(outbox.waiting()).toBe(0)
        db.close()
      },
    ),
    { numRuns: 60 },
  )
})

test('the same key is queued once, also after it was sent', () => {
  const { db, outbox } = open()
  put(db, 'same', 'g')
  put(db, 'same', 'g')
  expect(outbox.waiting()).toBe(1)
  outbox.sent(outbox.next(0)!.id)
  put(db, 'same', 'g')
  expect(outbox.waiting()).toBe(0)
})

test('held rows do not go until released, and hold back nobody', () => {
  const { db, outbox } = open()
  put(db, 'held', 'g', true)
  put(db, 'free', 'g')
  expect(outbox.next(0)?.key).toBe('free')
  expect(outbox.waiting()).toBe(1)
  expect(releaseHeld(db, ['request'])).toBe(0)
  expect(releaseHeld(db, ['alert'])).toBe(1)
  expect(outbox.next(0)?.key).toBe('held')
})

test('what the transaction undoes was never queued', () => {
  const { db, outbox } = open()
  expect(() =>
    transaction(db, () => {
      put(db, 'k', 'g')
      throw new Error('crash')
    }),
  ).toThrow('crash')
  expect(outbox.waiting()).toBe(0)
})

test('a refused row lets the next of its group go', () => {
  const { db, outbox } = open()
  put(db, 'a', 'g')
  put(db, 'b', 'g')
  outbox.refused(outbox.next(0)!.id, '400')
  expect(outbox.next(0)?.key).toBe('b')
})

test('a clock set back two hours does not lock a row in', () => {
  const { db, outbox } = open()
  put(db, 'a', 'g')
  const now = Date.parse(at)
  outbox.failed(outbox.next(now)!.id, now + 60_000, 'x')
  expect(outbox.next(now)).toBeNull()
  expect(outbox.next(now - 2 * 3600_000)?.key).toBe('a')
})

test('a damaged row is given out as unreadable, not thrown', () => {
  const { db, outbox } = open()
  put(db, 'a', 'g')
  db.exec("UPDATE outbox SET payload = '{broken'")
  expect(outbox.next(0)).toMatchObject({ key: 'a', outgoing: null })
})
