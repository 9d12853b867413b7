/** Time and timers as the core sees them, so that every test sets them. */
export type Clock = {
  /** Milliseconds since 1970, UTC. May jump when the user changes the clock. */
  now: () => number
  /** Milliseconds that never go back; for durations. */
  monotonic: () => number
  /** Runs `f` once after `ms`; returns the cancel function. Does not keep the process alive. */
  after: (ms: number, f: () => void) => () => void
  /** Runs `f` about every `ms`, see `sharedDelay`; returns the cancel function. Does not keep the process alive. */
  every: (ms: number, f: () => void) => () => void
}

/** ISO 8601 in UTC with milliseconds. */
export const isoTime = (ms: number): string => new Date(ms).toISOString()

/**
 * A delay of about `ms` that ends on a whole second of the steady clock, so that watchers wake the PC together.
 * At most half a second off; never below 500. Pure.
 */
export const sharedDelay = (monotonic: number, ms: number): number =>
  Math.max(500, Math.round((monotonic + ms) / 1000) * 1000 - monotonic)

// What comes oftener than every second cannot wait for a whole one.
const roundDelay = (monotonic: number, ms: number): number => (ms < 1000 ? ms : sharedDelay(monotonic, ms))

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, f) {
    const t = setTimeout(f, ms)
    t.unref()
    return () => clearTimeout(t)
  },
  every(ms, f) {
    let t: NodeJS.Timeout
    const next = () => {
      t = setTimeout(
        () => {
          next()
          f()
        },
        roundDelay(performance.now(), ms),
      )
      t.unref()
    }
    next()
    return () => clearTimeout(t)
  },
}
