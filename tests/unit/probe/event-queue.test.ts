import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProcessEvent } from '../../../main/contract/event.ts'
import { createEventQueue } from '../../../main/probe/event-queue.ts'

const event = (lane: string, pid: number): ProcessEvent => ({
  category: 'process',
  at: '2026-11-23T00:00:00.000Z',
  source: lane,
  action: 'start',
  name: 'x',
  executable: null,
  pid,
  parentPid: null,
  user: null,
  commandLine: null,
})

test('keeps order within a lane, never exceeds the room, loses nothing it accepted', () => {
  const step = fc.oneof(
    fc.record({ lane: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ take: fc.integer({ min: 0, max: 7 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 1, max: 9 }), (steps, room) => {
      const queue = createEventQueue(room)
      const waiting: Record<string, number[]> = { a: [], b: [], c: [] }
      let serial = 0
      const takeSome = (most: number) => {
        const taken = queue.take(most)
        expect(taken.length).toBeLessThanOrEqual(most)
        for (const e of taken) expect((e as ProcessEvent).pid).toBe(waiting[e.source]?.shift())
      }
      for (const s of steps) {
        if ('take' in s) takeSome(s.take)
        else {
          const lane = waiting[s.lane]!
          const accepted = queue.push(event(s.lane, ++serial), s.lane)
          expect(accepted).toBe(lane.length < room)
          if (accepted) lane.push(serial)
        }
        expect(queue.size()).toBe(Object.values(waiting).flat().length)
      }
      takeSome(1e6)
      expect(Object.values(waiting).flat()).toEqual([])
    }),
  )
})

test('a full lane does not starve another', () => {
  const queue = createEventQueue(1000)
  for (let i = 0; i < 1000; i += 1) queue.push(event('noisy', i), 'noisy')
  queue.push(event('quiet', 1), 'quiet')
  expect(queue.take(2).map((e) => e.source)).toContain('quiet')
})
