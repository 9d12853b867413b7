import { join } from 'node:path'
import { type FileAccess, isOnlineOnly } from './file-access.ts'
import { type FileTable, recordOf } from './file-table.ts'
import { isSkippedFolder } from './skipped-folders.ts'

export type ScanParts = {
  access: FileAccess
  table: FileTable
  /** A directory is about to be listed: watch it first, so that nothing falls between. */
  onDirectory: (directory: string) => void | Promise<void>
  /** Directories that are left out: they lie on another file system. */
  isElsewhere: (directory: string) => boolean
  /** A directory exists, but may not be read. */
  onUnreadable: (directory: string) => void
  /** A directory has been read. */
  onRead: (directory: string) => void
  /** A known file looks different, has gone, or is new. */
  onDifference: (path: string) => void | Promise<void>
  monotonic: () => number
  stopped: () => boolean
}

/** Longest stretch that a scan keeps the app's thread, in ms. */
const slice = 8

/** Hands the thread back whenever a slice of time is used up. */
export type Pace = () => Promise<void>
export const createPacer = (monotonic: () => number): Pace => {
  let since = monotonic()
  return async () => {
    if (monotonic() - since < slice) return
    await new Promise<void>((resolve) => setImmediate(resolve))
    since = monotonic()
  }
}

/**
 * Compares one directory with the baseline, without reading any file.
 * @param learn true on the very first run: files that are not in the baseline are taken in instead of judged.
 * @returns the directories in it; null where it could not be listed.
 */
export const scanDirectory = async (
  parts: ScanParts,
  directory: string,
  learn: boolean,
): Promise<string[] | null> => {
  const { access, table } = parts
  const pace = createPacer(parts.monotonic)
  const listing = await access.list(directory)
  if (listing === 'gone') return null
  if (typeof listing === 'string') {
    parts.onUnreadable(directory)
    return null
  }
  table.addDirectory(directory)
  const present = new Set(listing.files)
  for (const name of table.names(directory))
    if (!present.has(name)) await parts.onDifference(join(directory, name))
  for (const name of listing.files) {
    if (parts.stopped()) return null
    await pace()
    const path = join(directory, name)
    const old = table.get(path)
    if (!old && !learn) {
      await parts.onDifference(path)
      continue
    }
    const s = await access.stat(path)
    if (s === 'denied') {
      // Its names may be read, but nothing behind them.
      parts.onUnreadable(directory)
      return null
    }
    if (typeof s === 'string') continue
    if (!old) table.set(path, recordOf(s, 'unread', false))
    else if ((old.ctime !== s.ctime || old.size !== s.size) && !isOnlineOnly(s))
      await parts.onDifference(path)
  }
  parts.onRead(directory)
  return listing.directories
    .filter((name) => !isSkippedFolder(name))
    .map((name) => join(directory, name))
    .filter((path) => !parts.isElsewhere(path))
}

/** Scans a whole tree, parents first. Returns the directories it has seen. */
export const scanTree = async (parts: ScanParts, top: string, learn: boolean): Promise<Set<string>> => {
  const waiting = [top]
  const seen = new Set<string>()
  const pace = createPacer(parts.monotonic)
  for (
    let directory = waiting.pop();
    directory !== undefined && !parts.stopped();
    directory = waiting.pop()
  ) {
    await pace()
    await parts.onDirectory(directory)
    const below = await scanDirectory(parts, directory, learn)
    if (!below) continue
    seen.add(directory)
    waiting.push(...below)
  }
  return seen
}
