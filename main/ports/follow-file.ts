import { closeSync, type FSWatcher, readSync, type Stats, statSync, watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Clock } from './clock.ts'
import { openRegularFile } from './regular-file.ts'

/** How far a text file has been read. */
export type FilePosition = { inode: number; offset: number }

export type FollowOptions = {
  file: string
  clock: Clock
  /** Where to go on; null: only what is written from now on. */
  from: FilePosition | null
  /** Milliseconds between looks when the system reports no change. */
  every: number
  /** Longest line in bytes; the rest of a longer one is left out. */
  maxLine?: number
  /** Bytes read at one look at most, for files that anybody may write: of more than that, the newest. Default: all. */
  newest?: number
  /**
   * Gives out a last line without its end once the file has been still for a look, for logs that begin their lines with the
   * line end. What is added to it later comes as a line of its own.
   */
  openEnd?: boolean
  /** Default utf8; `latin1` keeps every byte as one character, for files whose encoding the caller finds out. */
  encoding?: 'utf8' | 'latin1'
  /** Gets the new whole lines, oldest first, and the position after them; no lines when only the position is new. */
  onLines: (lines: string[], position: FilePosition) => void
  /** The file could not be read (`ENOENT`, `EACCES`, `ENOTFILE`, …), or null when it can be read again. Called on changes only. */
  onTrouble: (code: string | null) => void
}

const chunk = 256 * 1024

/**
 * Follows a growing log file through rotation: the rest of `<file>.1` is read first when the file was renamed away,
 * and a file that shrank is read from its beginning. Returns the function that ends it.
 */
export const followFile = (options: FollowOptions): (() => void) => {
  const { file, clock, every, onLines, onTrouble, maxLine = 64 * 1024, encoding = 'utf8' } = options
  const { newest = Number.POSITIVE_INFINITY, openEnd = false } = options
  let position = options.from
  let trouble: string | null = null
  let stopped = false
  let still = { length: -1, since: 0 }
  const buffer = Buffer.alloc(chunk)

  /** Reads whole lines from the position to the end of an open file that has `length` bytes. */
  const readOn = (fd: number, start: FilePosition, length: number): FilePosition => {
    // From one byte earlier, so that a line that begins exactly there is whole.
    let skipping = length - start.offset > newest
    let offset = skipping ? length - newest - 1 : start.offset
    const last = Number.isFinite(newest) ? length : Number.POSITIVE_INFINITY
    let rest = Buffer.alloc(0)
    let done = offset
    for (;;) {
      const size = readSync(fd, buffer, 0, Math.min(chunk, last - offset), offset)
      if (size === 0) break
      offset += size
      const data =
        rest.length > 0 ? Buffer.concat([rest, buffer.subarray(0, size)]) : buffer.subarray(0, size)
      const end = data.lastIndexOf(0x0a)
      if (end < 0) {
        rest = Buffer.from(data)
        if (rest.length > maxLine) {
          // The beginning of an endless line is given out once, the rest of it is thrown away.
          if (!skipping)
            onLines([rest.subarray(0, maxLine).toString(encoding)], { inode: start.inode, offset })
          skipping = true
          rest = Buffer.alloc(0)
          done = offset
        }
        continue
      }
      const lines = data.subarray(0, end).toString(encoding).split('\n')
      if (skipping) lines.shift()
      skipping = false
      rest = Buffer.from(data.subarray(end + 1))
      done = offset - rest.length
      if (lines.length > 0)
        onLines(
          lines.map((l) => l.slice(0, maxLine)),
          { inode: start.inode, offset: done },
        )
    }
    const now = clock.monotonic()
    if (still.length !== length) still = { length, since: now }
    // A change is often reported twice: the second look at once says nothing about stillness.
    if (openEnd && !skipping && rest.length > 0 && now - still.since >= every / 2) {
      done = offset
      onLines([rest.subarray(0, maxLine).toString(encoding)], { inode: start.inode, offset })
    }
    return { inode: start.inode, offset: done }
  }
  const withFile = <T>(path: string, use: (fd: number, stats: Stats) => T): T => {
    const { fd, stats } = openRegularFile(path)
    try {
      return use(fd, stats)
    } finally {
      closeSync(fd)
    }
  }
  const readRotated = (old: FilePosition) => {
    try {
      withFile(`${file}.1`, (fd, stats) => {
        if (stats.ino === old.inode && stats.size > old.offset) readOn(fd, old, stats.size)
      })
    } catch {
      // Already packed or gone: what it held cannot be had any more.
    }
  }
  const look = () => {
    if (stopped) return
    try {
      const known = position
      const seen = statSync(file)
      if (known && seen.ino === known.inode && seen.size === known.offset && trouble === null) return
      if (known && seen.ino !== known.inode) readRotated(known)
      position = withFile(file, (fd, stats) => {
        if (!known) {
          const start = { inode: stats.ino, offset: stats.size }
          onLines([], start)
          return start
        }
        const fresh = stats.ino !== known.inode || stats.size < known.offset
        if (!fresh) return readOn(fd, known, stats.size)
        const start = { inode: stats.ino, offset: 0 }
        // Told at once, even without a line: a mark at the old file could later fit a new one by its number.
        onLines([], start)
        return readOn(fd, start, stats.size)
      })
      if (trouble !== null) onTrouble(null)
      trouble = null
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
      // A file that appears later is new as a whole.
      if (code === 'ENOENT') position ??= { inode: 0, offset: 0 }
      if (code !== trouble) onTrouble(code)
      trouble = code
    }
  }
  let watcher: FSWatcher | null = null
  try {
    watcher = watch(dirname(file), (_, name) => {
      if (name === null || name === basename(file)) look()
    })
    watcher.unref()
    watcher.on('error', () => watcher?.close())
  } catch {
    // Looking every now and then is enough.
  }
  const cancel = clock.every(every, look)
  look()
  return () => {
    stopped = true
    cancel()
    watcher?.close()
  }
}
