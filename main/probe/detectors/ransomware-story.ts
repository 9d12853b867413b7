import type { FileEvent } from '../../contract/event.ts'

/** Destroyed files count for an hour: an encryptor that takes a file every half minute is still seen at its fifth. */
export const countedFor = 3_600_000
/** Notes, canaries and new endings lower the threshold for so long. */
const hintFor = 600_000
/** More than enough for any card; keeps the memory small during an avalanche. */
const mostFiles = 20_000
/** So many files with the same new ending make a hint. */
const sameEnding = 3

/** The last part of a path of either kind of system. */
export const basenameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

const endingOf = (path: string): string => {
  const name = basenameOf(path)
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot).toLowerCase()
}

/** Signals of documents that cannot be looked at any more; whether they are lost is not known. */
const outOfSight: ReadonlySet<string> = new Set(['closed-off', 'replaced', 'moved-away'])

export type Loss = 'destroyed' | 'locked' | 'closed'
type Counted = { files: string[]; first: number; last: number; signals: string[] }
type Seen = { at: number; signal: string }

const summary = (all: Map<string, Seen>): Counted => {
  const times = [...all.values()]
  return {
    files: [...all.keys()],
    first: times.reduce((a, s) => Math.min(a, s.at), Number.POSITIVE_INFINITY),
    last: times.reduce((a, s) => Math.max(a, s.at), 0),
    signals: [...new Set(times.map((s) => s.signal))],
  }
}

/** What has been seen in one guarded folder lately. Bounded; time is an argument. */
export type RootStory = ReturnType<typeof createRootStory>

export const createRootStory = () => {
  const destroyed = new Map<string, Seen>()
  const locked = new Map<string, Seen>()
  const closed = new Map<string, Seen>()
  const endings = new Map<string, number>()
  let noteAt = Number.NEGATIVE_INFINITY
  let canaryAt = Number.NEGATIVE_INFINITY
  let repeatedAt = Number.NEGATIVE_INFINITY
  const told = { destroyed: { count: 0, at: 0 }, locked: { count: 0, at: 0 }, closed: { count: 0, at: 0 } }

  const put = (map: Map<string, Seen>, path: string, at: number, signal: string): boolean => {
    if (map.has(path) || map.size >= mostFiles) return false
    map.set(path, { at, signal })
    return true
  }
  const expire = (map: Map<string, Seen>, now: number) => {
    for (const [path, seen] of map) {
      if (seen.at >= now - countedFor) break
      map.delete(path)
    }
    return map
  }
  return {
    /** Takes in one event; true where it may change the verdict. */
    add(e: FileEvent, at: number): boolean {
      if (e.signal === 'ransom-note') {
        noteAt = Math.max(noteAt, at)
        return true
      }
      if (e.signal === 'repeated-note') {
        repeatedAt = Math.max(repeatedAt, at)
        return true
      }
      // Our own file is no loss of the office, so it does not count as one.
      if (e.signal === 'canary') {
        canaryAt = Math.max(canaryAt, at)
        return true
      }
      if (e.after === 'good' && e.before === 'destroyed') return destroyed.delete(e.path)
      if (e.after === 'destroyed') {
        const before = endingOf(e.path)
        const after = endingOf(e.newPath ?? e.path)
        if (after !== before) endings.set(after, (endings.get(after) ?? 0) + 1)
        return put(destroyed, e.path, at, e.signal ?? 'destroyed')
      }
      if (e.signal === 'tool-encrypted' || e.signal === 'archived-away')
        return put(locked, e.path, at, e.signal)
      if (e.signal !== null && outOfSight.has(e.signal)) return put(closed, e.path, at, e.signal)
      return false
    },
    destroyed: (now: number): Counted => summary(expire(destroyed, now)),
    locked: (now: number): Counted => summary(expire(locked, now)),
    closed: (now: number): Counted => summary(expire(closed, now)),
    counts: (now: number) => ({
      destroyed: expire(destroyed, now).size,
      locked: expire(locked, now).size,
      closed: expire(closed, now).size,
    }),
    /** Something that office work does not leave behind: lowers the threshold. */
    hasHint(now: number): 'canary' | 'note' | 'repeated' | 'ending' | null {
      if (canaryAt > now - hintFor) return 'canary'
      if (noteAt > now - hintFor) return 'note'
      if (repeatedAt > now - hintFor) return 'repeated'
      if (destroyed.size === 0) endings.clear()
      return [...endings.values()].some((n) => n >= sameEnding) ? 'ending' : null
    },
    countAllAsDestroyed() {
      for (const map of [locked, closed]) {
        for (const [path, seen] of map) put(destroyed, path, seen.at, seen.signal)
        map.clear()
      }
    },
    /** Has the count grown since the last finding? */
    owes: (what: Loss, count: number): boolean => count > told[what].count,
    /** May a finding with this count be told now? The first at once, growth at intervals; a shrunken count starts anew. */
    mayTell(what: Loss, count: number, now: number, interval: number): boolean {
      const t = told[what]
      if (count < t.count) t.count = 0
      if (count <= t.count || (t.count > 0 && now - t.at < interval)) return false
      told[what] = { count, at: now }
      return true
    },
  }
}
