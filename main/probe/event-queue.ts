import type { Event } from '../contract/event.ts'

/** Events on their way from the sources to the detectors: one bounded lane a source. */
export type EventQueue = {
  /** False when the source's lane is full: the event is dropped. */
  push: (event: Event, lane: string) => boolean
  /** Takes up to `most` events, one from each lane in turn, so that a noisy source cannot starve a quiet one. */
  take: (most: number) => Event[]
  size: () => number
}

/** Makes a queue whose lanes hold at most `room` events each. */
export const createEventQueue = (room: number): EventQueue => {
  const lanes = new Map<string, { items: Event[]; head: number }>()
  let size = 0
  return {
    push(event, lane) {
      let found = lanes.get(lane)
      if (!found) {
        found = { items: [], head: 0 }
        lanes.set(lane, found)
      }
      if (found.items.length - found.head >= room) return false
      found.items.push(event)
      size += 1
      return true
    },
    take(most) {
      const taken: Event[] = []
      while (taken.length < most && size > 0) {
        for (const lane of lanes.values()) {
          const event = lane.items[lane.head]
          if (event === undefined || taken.length >= most) continue
          lane.head += 1
          size -= 1
          taken.push(event)
          if (lane.head === lane.items.length || lane.head > 1024) {
            lane.items = lane.items.slice(lane.head)
            lane.head = 0
          }
        }
      }
      return taken
    },
    size: () => size,
  }
}
