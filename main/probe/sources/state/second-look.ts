import type { StateGroup } from './state-watch.ts'

/** Nearly the pause between two looks at protection (ms): what is off at two of them is told. */
const atTwoLooks = 40_000

/**
 * Holds back that a protection is off, or gone, until it was so for `patience` ms of this PC's work: each update of an antivirus or a
 * firewall stops it for some seconds, and that is nobody's attack. What is held back counts as it was known before.
 */
export const secondLook = (group: StateGroup, patience = atTwoLooks): StateGroup => {
  const on = new Set<string>()
  const offSince = new Map<string, number>()
  return {
    ...group,
    async read(context) {
      const read = await group.read(context)
      if ('unread' in read) return read
      const now = context.clock.monotonic()
      const here = new Map(read.entries.map((e) => [e.key, e.details.on !== false]))
      for (const key of new Set([...on, ...here.keys()])) {
        if (here.get(key)) {
          on.add(key)
          offSince.delete(key)
        } else if (!offSince.has(key)) offSince.set(key, now)
      }
      const held = [...offSince].flatMap(([key, at]) => (now - at < patience ? [key] : []))
      return { ...read, entries: read.entries.filter((e) => !held.includes(e.key)), held }
    },
  }
}
