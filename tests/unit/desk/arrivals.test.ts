import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { QueueItem } from '../../../desk/operator/contract.ts'
import { createArrivals } from '../../../desk/page/state/arrivals.ts'

const at = (minute: number) => `2026-11-26T00:${String(minute).padStart(2, '0')}:00.000Z`
const request = (minute: number, over: Partial<QueueItem> = {}) => ({
  ref: `r${minute}`,
  status: 'received' as const,
  unread: true,
  receivedAt: at(minute),
  ...over,
})

test('the first list is no news, a request that came while the line was cut is, once', () => {
  const arrivals = createArrivals()
  expect(arrivals.listed([request(1)], 0)).toBe(false)
  expect(arrivals.listed([request(1), request(2), request(3)], 0)).toBe(true)
  expect(arrivals.listed([request(1), request(2), request(3)], 0)).toBe(false)
  // A late word of the line about the same one.
  expect(arrivals.told('r3')).toBe(false)
  expect(arrivals.told('r4')).toBe(true)
  expect(arrivals.listed([request(4)], 0)).toBe(false)
})

test('what ended meanwhile, or what somebody has begun with, is no news', () => {
  const arrivals = createArrivals()
  arrivals.listed([], 0)
  expect(arrivals.listed([request(1, { status: 'cancelled' }), request(2, { status: 'done' })], 0)).toBe(
    false,
  )
  expect(arrivals.listed([request(3, { status: 'working', unread: false })], 0)).toBe(false)
})

test('old ones that come up in a list that had no room for them are no news; a newer one is', () => {
  const arrivals = createArrivals()
  arrivals.listed([request(1), request(5)], 2)
  expect(arrivals.listed([request(5), request(3)], 1)).toBe(false)
  expect(arrivals.listed([request(5), request(4)], 0)).toBe(false)
  // An urgent one, in a list that had room for all, also where the desk's clock was set back.
  expect(arrivals.listed([request(5), request(2)], 0)).toBe(true)
})

test('however words and lists mix, each new request is news exactly once', () => {
  const step = fc.record({ what: fc.constantFrom('told', 'listed'), lost: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const arrivals = createArrivals()
      arrivals.listed([], 0)
      const all: ReturnType<typeof request>[] = []
      let news = 0
      for (const { what, lost } of steps) {
        all.push(request(all.length))
        const ways = [() => (lost ? false : arrivals.told(all.at(-1)!.ref)), () => arrivals.listed(all, 0)]
        for (const way of what === 'told' ? ways : ways.toReversed()) news += way() ? 1 : 0
      }
      expect(news).toBe(all.length)
    }),
  )
})
