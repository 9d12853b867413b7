import type { FilePosition } from '../../../ports/follow-file.ts'
import type { Bookmark } from '../source.ts'
import type { LogFile } from './log-files.ts'

type Stored = { paths: string[]; files: Record<string, FilePosition> }

const isPosition = (v: unknown): v is FilePosition =>
  typeof v === 'object' &&
  v !== null &&
  Number.isFinite((v as FilePosition).inode) &&
  Number.isFinite((v as FilePosition).offset) &&
  (v as FilePosition).offset >= 0
const entriesOf = (v: unknown) => (typeof v === 'object' && v !== null ? Object.entries(v) : [])

/**
 * How far each log was read, by its path and, where a rotation gave it a new name, by its inode.
 * A damaged bookmark counts as none.
 */
export const createFileMarks = (bookmark: Bookmark) => {
  const stored = bookmark.read() as Partial<Stored> | null
  const paths = new Set(Array.isArray(stored?.paths) ? stored.paths.filter((p) => typeof p === 'string') : [])
  const files = new Map(entriesOf(stored?.files).filter((e): e is [string, FilePosition] => isPosition(e[1])))
  const renamed = new Map<number, number>()
  const write = () => bookmark.write({ paths: [...paths], files: Object.fromEntries(files) })
  return {
    /** Where to go on in a log: its mark, that of its former name, or the beginning of a new one. */
    from({ path, inode, size }: LogFile): FilePosition {
      const known = files.get(path)
      if (known) return known
      const former = renamed.get(inode) ?? [...files.values()].find((p) => p.inode === inode)?.offset
      return former !== undefined && former <= size ? { inode, offset: former } : { inode: 0, offset: 0 }
    },
    /** Says that a configured path was looked at: what it holds the first time is old, what comes later is new. */
    arrive(path: string, there: readonly LogFile[]) {
      if (paths.has(path)) return
      paths.add(path)
      for (const { path: file, inode, size } of there)
        if (!files.has(file)) files.set(file, { inode, offset: size })
      write()
    },
    /** Remembers how far a log was read. */
    keep(file: string, position: FilePosition) {
      const before = files.get(file)
      if (before && before.inode !== position.inode && before.inode !== 0)
        renamed.set(before.inode, before.offset)
      files.set(file, position)
      write()
    },
    /** After a look: forgets paths that are no longer configured, logs that are gone, and former names that nobody took up. */
    forget(configured: readonly string[], there: ReadonlySet<string>) {
      // An inode without a name may soon be another log's.
      let changed = renamed.size > 0
      renamed.clear()
      for (const path of paths) if (!configured.includes(path)) changed = paths.delete(path) || changed
      for (const file of files.keys())
        if (!there.has(file) && !configured.includes(file)) changed = files.delete(file) || changed
      if (changed) write()
    },
  }
}
