import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import type { Source } from '../source.ts'
import { marksIn, watchedBefore } from './mark-folder.ts'

const beatEvery = 30_000
/** A pause this much longer than the beat is sleep, or a clock that was set forward. */
const pause = 90_000

/** Names this run of the system: Linux tells it, elsewhere the time of its start (to the minute) does. */
const bootName = (now: number): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return String(Math.round((now / 1000 - uptime()) / 60))
  }
}
const sameBoot = (a: unknown, b: string): boolean =>
  a === b ||
  (typeof a === 'string' && /^\d+$/.test(a) && /^\d+$/.test(b) && Math.abs(Number(a) - Number(b)) <= 2)

/**
 * Watches this app itself (ATT&CK T1562.001): tells at the start when the last run ended without being asked to, while the PC went on,
 * and at any time when marks of the watchers are gone, for without them what was planted meanwhile counts as known. Writes
 * sleep, waking and clock changes into the diary.
 */
export const createSelfWatch = (boot: (now: number) => string = bootName): Source => {
  const id = 'watch-self'
  let cancel: (() => void) | null = null
  let end: (() => void) | null = null
  return {
    id,
    start({ clock, bookmark, emit, health, log, paths }) {
      const name = boot(clock.now())
      const {
        at,
        boot: lastBoot,
        clean,
        marks,
      } = (bookmark.read() ?? {}) as { at?: unknown; boot?: unknown; clean?: unknown; marks?: unknown }
      if (typeof at === 'number' && clean === false && sameBoot(lastBoot, name) && at <= clock.now())
        emit({
          category: 'state',
          source: id,
          at: new Date(at).toISOString(),
          caughtUp: true,
          topic: 'protection',
          action: 'changed',
          subject: 'Otasuke Tray',
          details: {
            what: 'watch',
            on: false,
            before: JSON.stringify({ on: true }),
            silentFor: Math.round((clock.now() - at) / 1000),
          },
        })
      let here = marksIn(paths.data)
      const forgot = (gone: readonly string[]) => {
        if (gone.length === 0) return
        log.warn(`${id}: marks are gone: ${gone.join(', ')}`)
        emit({
          category: 'state',
          source: id,
          at: new Date(clock.now()).toISOString(),
          topic: 'protection',
          action: 'changed',
          subject: 'Otasuke Tray',
          details: { what: 'watch-memory', on: false, before: JSON.stringify({ on: true }), gone: [...gone] },
        })
      }
      const missing = (known: Iterable<unknown>, now: ReadonlySet<string>) =>
        [...known].filter((name): name is string => typeof name === 'string' && !now.has(name))
      // Of a run that left no mark at all, only others' marks or the diary can tell. A damaged one was put aside and told of.
      if (at !== undefined) forgot(here === null ? [] : missing(Array.isArray(marks) ? marks : [], here))
      else if (!here?.has(id) && ((here?.size ?? 0) > 0 || watchedBefore(paths.data, clock.now())))
        forgot([id])
      const lookAtMarks = () => {
        const now = marksIn(paths.data)
        if (now === null) return
        forgot(missing(here ?? [], now))
        here = now
      }
      let wall = clock.now()
      let steady = clock.monotonic()
      const beat = () => {
        const [now, mono] = [clock.now(), clock.monotonic()]
        const [byWall, bySteady] = [now - wall, mono - steady]
        if (byWall < -1000) log.info(`${id}: the clock was set back by ${-Math.round(byWall / 1000)} s`)
        else if (byWall > pause)
          log.info(
            `${id}: ${bySteady > pause ? 'woke' : 'woke, or the clock was set forward,'} after ${Math.round(byWall / 1000)} s`,
          )
        wall = now
        steady = mono
        lookAtMarks()
        bookmark.write({ at: now, boot: name, clean: false, marks: [...(here ?? [])] })
      }
      beat()
      cancel = clock.every(beatEvery, beat)
      end = () => bookmark.write({ at: clock.now(), boot: name, clean: true, marks: [...(here ?? [])] })
      health('watching')
    },
    stop() {
      cancel?.()
      cancel = null
      end?.()
      end = null
    },
  }
}
