import type { Pause } from '../contract/guard.ts'

/** What people say of a stopped program holds as long as the incident goes on, and so long (ms) after its last sign. */
const holdsFor = 3_600_000

/**
 * What people have said of stopped programs, by incident. It is said of these programs and of this incident: another
 * program, or an attack of another day, is stopped all the same. Pure memory.
 */
export const createPauseWords = (now: () => number) => {
  const all = new Map<string, { at: number; spared: Set<string> }>()
  const of = (key: string) => {
    const word = all.get(key) ?? { at: now(), spared: new Set<string>() }
    all.set(key, word)
    return word
  }
  return {
    /** The incident goes on, or has begun anew. */
    hear(key: string) {
      const word = all.get(key)
      if (!word) return
      if (now() - word.at > holdsFor) all.delete(key)
      else word.at = now()
    },
    /** Has anything been said? */
    has: (key: string): boolean => all.has(key),
    /** They shall stay as they are. */
    keep: (key: string) => void of(key),
    /** These programs (names) go on. */
    release(key: string, names: readonly string[]) {
      for (const name of names) of(key).spared.add(name)
    },
    hasReleased: (key: string): boolean => (all.get(key)?.spared.size ?? 0) > 0,
    /** Names of programs that people have let go on. */
    spared: (key: string): ReadonlySet<string> => all.get(key)?.spared ?? new Set(),
    /** What was said before the app was started again. @param at of the incident's last sign, ms since 1970. */
    takeUp(key: string, pause: Pause, at: number) {
      if (pause.state !== 'resumed' && pause.state !== 'kept' && pause.state !== 'unsure') return
      if (now() - at > holdsFor) return
      all.set(key, {
        at,
        spared: new Set(pause.state === 'resumed' ? pause.programs.map((p) => p.name) : []),
      })
    },
  }
}
