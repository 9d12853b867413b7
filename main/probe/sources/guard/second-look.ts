import type { Clock } from '../../../ports/clock.ts'
import type { FileAccess } from './file-access.ts'
import type { FileTable } from './file-table.ts'
import { rovingLook } from './roving-look.ts'
import type { Suspects } from './suspects.ts'
import { type ScanParts, scanDirectory, scanTree } from './tree-scan.ts'
import type { UnreadPlaces } from './unread-places.ts'
import type { WatchTree } from './watch-tree.ts'

/** So many files are compared at most in one pass over a local disk; the next pass goes on from there. */
const rescanBudget = 20_000
/** Stat calls of a local disk cost microseconds, on a share milliseconds. */
const roveCount = { local: 240, share: 40 }

/** Why nothing at all of a folder is watched; null where something is. */
export type Trouble = 'missing' | 'closed' | null

export type SecondLookParts = {
  root: string
  access: FileAccess
  clock: Clock
  isShare: boolean
  isElsewhere: (path: string) => boolean
  table: FileTable
  watch: WatchTree
  /** Directories that the system allows no watch for. */
  refused: Set<string>
  unread: UnreadPlaces
  suspects: Suspects
  scan: ScanParts
  judge: (path: string, at?: 'own-time') => Promise<void>
  /** Does this path wait for its judgement anyway? */
  waits: (path: string) => boolean
  canaries: () => readonly string[]
  forgetDirectory: (directory: string) => void
  onState: () => void
}

/** The slower second source: compares with the baseline what no event may have told. */
export const createSecondLook = (parts: SecondLookParts) => {
  const { root, access, clock, table, watch, refused, unread, suspects, scan, judge } = parts
  let trouble: Trouble = null
  let next = 0

  const lookForTrouble = async () => {
    const listing = await access.list(root)
    trouble = listing === 'gone' ? 'missing' : typeof listing === 'string' ? 'closed' : null
  }
  const compare = async (directory: string) => {
    const below = await scanDirectory(scan, directory, false)
    for (const d of below ?? []) if (!table.hasDirectory(d)) await scanTree(scan, d, false)
  }
  /** Other programs give watches back: those that were refused are tried again, up to the first that still is. */
  const watchRefused = async () => {
    const before = refused.size
    for (const directory of [...refused]) {
      if (!table.hasDirectory(directory) || watch.add(directory, directory === root))
        refused.delete(directory)
      else break
    }
    if (refused.size !== before) parts.onState()
    // Nothing else sees these.
    for (const directory of [...refused]) if (!scan.stopped()) await compare(directory)
  }
  const rescan = async () => {
    const before = trouble
    await lookForTrouble()
    if (trouble !== before) parts.onState()
    if (trouble) return
    // A stick that was pulled out and is back: its old watches are dead.
    if (before) {
      for (const directory of table.directories()) watch.remove(directory)
      await scanTree(scan, root, false)
    }
    for (const directory of table.directories())
      if (parts.isElsewhere(directory)) parts.forgetDirectory(directory)
    if (refused.size > 0) await watchRefused()
    const directories = table.directories()
    let budget = parts.isShare ? Number.POSITIVE_INFINITY : rescanBudget
    for (let i = 0; i < directories.length && budget > 0 && !scan.stopped(); i++) {
      const directory = directories[next++ % directories.length]!
      budget -= table.names(directory).length + 1
      await compare(directory)
    }
    for (const path of [...unread.files()]) await judge(path, 'own-time')
    unread.say()
  }
  return {
    trouble: () => trouble,
    lookForTrouble,
    /** The whole folder, or as much of a large one as is due. */
    rescan,
    /** What raises no event is found by a few looks at random; then the whole folder is looked at again at once. */
    async rove() {
      if (trouble) return
      for (const path of suspects.emptied(clock.now())) await judge(path)
      const count = parts.isShare ? roveCount.share : roveCount.local
      const different = await rovingLook(access, table, count, parts.canaries(), Math.random)
      const missed = different.filter((path) => !parts.waits(path))
      const changed = (path: string) => table.get(path)?.ctime
      const before = missed.map(changed)
      for (const path of missed) await judge(path)
      // One that cannot be read stays as it was: no reason to look at everything.
      if (missed.some((path, i) => changed(path) !== before[i])) await rescan()
    },
  }
}
