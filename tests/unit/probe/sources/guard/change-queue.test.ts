import { expect, test } from 'vitest'
import type { Clock } from '../../../../../main/ports/clock.ts'
import { createChangeQueue } from '../../../../../main/probe/sources/guard/change-queue.ts'

/** A clock that stands still until it is moved. */
const createHandClock = () => {
  let now = 0
  let timers: { at: number; f: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    after(ms, f) {
      const timer = { at: now + ms, f }
      timers.push(timer)
      return () => {
        timers = timers.filter((t) => t !== timer)
      }
    },
    every: () => () => {},
  }
  const breathe = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
  return {
    clock,
    breathe,
    async move(ms: number) {
      now += ms
      const due = timers.filter((t) => t.at <= now)
      timers = timers.filter((t) => t.at > now)
      for (const t of due) t.f()
      await breathe()
    },
  }
}
const setUp = (judge: (path: string, settled: boolean) => void | Promise<void> = () => {}) => {
  const hand = createHandClock()
  const looks: string[] = []
  const errors: unknown[] = []
  const queue = createChangeQueue(
    hand.clock,
    (path, settled) => {
      looks.push(`${path}${settled ? ' settled' : ''}`)
      return judge(path, settled)
    },
    (e) => errors.push(e),
  )
  return { ...hand, looks, errors, queue }
}

test('a path is looked at at once, and again when it has rested', async () => {
  const q = setUp()
  q.queue.add('/a')
  await q.breathe()
  expect(q.looks).toEqual(['/a'])
  await q.move(60)
  expect(q.looks).toEqual(['/a'])
  await q.move(70)
  expect(q.looks).toEqual(['/a', '/a settled'])
  expect(q.queue.length()).toBe(0)
})

test('a file that changes thousands of times is looked at a few times a second', async () => {
  const q = setUp()
  for (let i = 0; i < 3000; i++) {
    q.queue.add('/db')
    await q.move(1)
  }
  expect(q.looks.length).toBeGreaterThan(3)
  expect(q.looks.length).toBeLessThan(20)
  await q.move(500)
  expect(q.looks.at(-1)).toBe('/db settled')
})

test('a judge that throws or rejects is told, and the next path is still looked at', async () => {
  const q = setUp((path) => {
    if (path === '/bad') throw new Error('x')
    if (path === '/worse') return Promise.reject(new Error('y'))
  })
  for (const p of ['/bad', '/worse', '/good']) q.queue.add(p)
  await q.breathe()
  await q.breathe()
  expect(q.looks).toEqual(['/bad', '/worse', '/good'])
  expect(q.errors).toHaveLength(2)
})

test('after close nothing is looked at', async () => {
  const q = setUp()
  q.queue.add('/a')
  q.queue.close()
  q.queue.add('/b')
  await q.move(1000)
  expect(q.looks).toEqual([])
})
