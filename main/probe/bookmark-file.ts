import { mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Clock, sharedDelay } from '../ports/clock.ts'
import { writeJsonFile } from '../ports/json-file.ts'
import type { Log } from '../ports/log.ts'
import { putAsideName } from '../ports/put-aside.ts'
import { readRegularText } from '../ports/regular-file.ts'
import type { Bookmark } from './sources/source.ts'

export type BookmarkFile = Bookmark & {
  /** Writes what is still pending; call it when the source has stopped. */
  flush: () => void
}

export type BookmarkOptions = {
  /** Absolute path; its folder is made when needed. */
  file: string
  clock: Clock
  log: Log
  /** Hears where a damaged bookmark was moved to. */
  onDamaged: (file: string) => void
}

// Late on purpose: a mark that is a little behind repeats a few events after a crash, one ahead would lose them.
const writeDelay = 1000
/** Bytes; the largest marks (what is known of every watched place) have a few hundred thousand. */
const biggest = 256 * 1024 * 1024

/**
 * A bookmark in one JSON file. Writes are gathered for a second and replace the file in one step, so that a crash
 * leaves the old mark or the new one. A mark that cannot be read as JSON is put aside with its date, and `read`
 * gives null. A disk that refuses is logged once; the last written mark stays.
 */
export const openBookmark = ({ file, clock, log, onDamaged }: BookmarkOptions): BookmarkFile => {
  let pending: { value: unknown } | null = null
  let cancel: (() => void) | null = null
  let refused = false
  const flush = () => {
    cancel?.()
    cancel = null
    if (!pending) return
    const { value } = pending
    pending = null
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeJsonFile(file, value)
      refused = false
    } catch (error) {
      if (!refused) log.error(`bookmark ${file} not written: ${String(error)}`)
      refused = true
    }
  }
  const putAside = () => {
    const aside = putAsideName(file, clock.now())
    try {
      renameSync(file, aside)
      onDamaged(aside)
    } catch (error) {
      log.error(`damaged bookmark ${file} could not be put aside: ${String(error)}`)
      onDamaged(file)
    }
  }
  return {
    read() {
      if (pending) return pending.value
      let text: string
      try {
        text = readRegularText(file, biggest)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
          log.error(`bookmark ${file} not read: ${String(error)}`)
        return null
      }
      try {
        return JSON.parse(text) as unknown
      } catch {
        putAside()
        return null
      }
    },
    write(value) {
      pending = { value }
      cancel ??= clock.after(sharedDelay(clock.monotonic(), writeDelay), flush)
    },
    flush,
  }
}
