import type { Clock } from '../../../ports/clock.ts'

/** A file is looked at again when nothing has been written to it for so long, unless the caller says otherwise. */
export const settleTime = 120
/** One path is looked at so often within a second at most, however often it changes (a database makes thousands of events). */
const looksPerSecond = 4
/** A path that never rests is looked at so often nevertheless. */
const mostWait = 2_000

type Pending = { since: number; last: number; countedFrom: number; looks: number; events: number }

/**
 * Puts changes in order: each path is judged at once, and again when it has come to rest.
 * `judge` runs one at a time; `events`: how many changes came until the path rested.
 */
export const createChangeQueue = (
  clock: Clock,
  judge: (path: string, settled: boolean, events: number) => void | Promise<void>,
  onError: (error: unknown) => void,
  /** How long (ms) a path must rest; asked anew each time. */
  settle: () => number = () => settleTime,
) => {
  const now: string[] = []
  const queued = new Set<string>()
  // In order of `last`, so that the first is the next to settle.
  const settling = new Map<string, Pending>()
  let running = false
  let closed = false
  let timer: (() => void) | null = null

  const look = async (path: string, settled: boolean, events = 0) => {
    try {
      const wait = judge(path, settled, events)
      if (wait) await wait
    } catch (error) {
      onError(error)
    }
  }
  const dueOf = (p: Pending) => Math.min(p.last + settle(), p.since + mostWait)
  const nextSettled = (): [path: string, events: number] | null => {
    for (const [path, p] of settling) {
      if (dueOf(p) <= clock.monotonic()) {
        settling.delete(path)
        return [path, p.events]
      }
      break
    }
    return null
  }
  const arm = () => {
    if (timer || closed) return
    const first = settling.values().next().value
    if (!first) return
    timer = clock.after(Math.max(5, dueOf(first) - clock.monotonic()), () => {
      timer = null
      drain()
    })
  }
  const drain = async () => {
    if (running || closed) return
    running = true
    let turns = 0
    for (;;) {
      const path = now.shift()
      if (path !== undefined) {
        queued.delete(path)
        await look(path, false)
      } else {
        const rested = nextSettled()
        if (rested === null) break
        await look(rested[0], true, rested[1])
      }
      if (closed) break
      // Lets the rest of the app breathe during a flood.
      if (++turns % 64 === 0) await new Promise<void>((resolve) => setImmediate(resolve))
    }
    running = false
    arm()
  }
  return {
    /** Something happened to this path. */
    add(path: string) {
      if (closed) return
      const at = clock.monotonic()
      const before = settling.get(path)
      settling.delete(path)
      const again = before !== undefined && at - before.countedFrom < 1000
      const looks = again ? before.looks + 1 : 1
      const rests = looks > looksPerSecond
      settling.set(path, {
        since: before && dueOf(before) > at ? before.since : at,
        last: at,
        countedFrom: again ? before.countedFrom : at,
        looks,
        events: (before?.events ?? 0) + 1,
      })
      if (rests || queued.has(path)) return arm()
      queued.add(path)
      now.push(path)
      setImmediate(drain)
    },
    /** Does this path wait for a look? */
    has: (path: string) => queued.has(path) || settling.has(path),
    /** How many paths wait. */
    length: () => now.length + settling.size,
    close() {
      closed = true
      timer?.()
      now.length = 0
      settling.clear()
    },
  }
}
