import type { NetworkDeviceEvent, StateEvent } from '../../../contract/event.ts'
import type { Bookmark } from '../source.ts'

/** What is remembered of a device over a restart of this app. */
type Habit = { name: string; lines: number; last: number; pause: number }

const maxDevices = 20
const forgotten = 14 * 24 * 3_600_000
/** Longer pauses are nights and outages of this PC or the device, no habit. */
const longestHabit = 3 * 3_600_000
const writeEvery = 60_000

const isHabit = (v: unknown): v is Habit => {
  const h = v as Habit | null
  return (
    typeof h === 'object' &&
    h !== null &&
    typeof h.name === 'string' &&
    [h.lines, h.last, h.pause].every(Number.isFinite)
  )
}

/**
 * Remembers which devices speak and how often, so that one which fell silent while this PC was off is noticed too.
 * Times are ms since 1970. A damaged memory is an empty one.
 */
export const createHabitMemory = (bookmark: Bookmark) => {
  const stored = bookmark.read()
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : []
  const habits = new Map(entries.filter((e): e is [string, Habit] => isHabit(e[1])).slice(0, maxDevices))
  let writtenAt = Number.NEGATIVE_INFINITY
  const write = (now: number) => {
    writtenAt = now
    bookmark.write(Object.fromEntries(habits))
  }
  return {
    /** Takes note of one line. */
    hear(event: NetworkDeviceEvent, sender: string, now: number) {
      const known = habits.get(sender)
      if (!known && habits.size >= maxDevices) return
      const pause = known ? now - known.last : 0
      habits.set(sender, {
        name: [event.vendor, event.observer?.name].filter(Boolean).join(' ') || known?.name || sender,
        lines: (known?.lines ?? 0) + 1,
        last: now,
        pause: Math.max(known?.pause ?? 0, pause <= longestHabit && pause > 0 ? pause : 0),
      })
      if (now - writtenAt >= writeEvery || now < writtenAt) write(now)
    },
    /** Writes what is not yet written. */
    keep: (now: number) => write(now),
    /** The devices that should be heard now that this app listens again: one event each. */
    expected(now: number): StateEvent[] {
      return [...habits]
        .filter(([, h]) => now - h.last < forgotten && h.lines >= 30)
        .map(([sender, h]) => ({
          category: 'state',
          topic: 'network-device',
          action: 'added',
          at: new Date(now).toISOString(),
          source: 'syslog',
          subject: sender,
          details: {
            name: h.name,
            lines: h.lines,
            longestPauseMs: h.pause,
            lastLineAt: new Date(h.last).toISOString(),
          },
        }))
    },
  }
}
