import type { Clock } from '../../main/ports/clock.ts'

/** A clock that stands still until a test moves it. Timers run in order of their time while it moves. */
export type ManualClock = Clock & {
  /** Moves on by `ms`, running every timer that comes due; promises get a turn after each. */
  advance: (ms: number) => Promise<void>
  /** The time goes on by `ms` but no timer runs, as in a PC that sleeps: what came due runs once, afterwards. */
  sleep: (ms: number) => void
  timers: () => number
}

export const createManualClock = (start = Date.UTC(2026, 10, 23, 8)): ManualClock => {
  let now = start
  const timers = new Set<{ at: number; every: number | null; f: () => void }>()
  const add = (ms: number, every: number | null, f: () => void) => {
    const timer = { at: now + ms, every, f }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const settle = () => new Promise<void>((done) => setImmediate(() => setImmediate(done)))
  return {
    now: () => now,
    monotonic: () => now - start,
    after: (ms, f) => add(ms, null, f),
    every: (ms, f) => add(ms, ms, f),
    timers: () => timers.size,
    sleep(ms) {
      now += ms
      for (const timer of timers) timer.at = Math.max(timer.at, now)
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const next = [...timers].filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        now = Math.max(now, next.at)
        if (next.every === null) timers.delete(next)
        else next.at += next.every
        next.f()
        await settle()
      }
      now = end
      await settle()
    },
  }
}
