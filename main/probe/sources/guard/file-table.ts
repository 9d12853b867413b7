import { basename, dirname, join } from 'node:path'
import type { DocumentVerdict } from '../../../contract/event.ts'
import type { DocumentKind } from '../../integrity/document-kind.ts'
import type { FileStat } from './file-access.ts'

/** What the guard remembers of a file. `kind` is that of the last time it was good; null = a kind we do not know. */
export type FileRecord = {
  kind: DocumentKind | null | 'unread'
  size: number
  ctime: number
  /** When its content was last written, as the file says; null where an older baseline did not keep it. */
  mtime: number | null
  ino: number
  /** True once it was reported destroyed; it then keeps the kind it had. */
  destroyed: boolean
}

/** What to remember of a file that looks like `s`. */
export const recordOf = (s: FileStat, kind: FileRecord['kind'], destroyed: boolean): FileRecord => ({
  kind,
  size: s.size,
  ctime: s.ctime,
  mtime: s.mtime,
  ino: s.ino,
  destroyed,
})

/** How a file was when it was last looked at. */
export const verdictOf = (r: FileRecord | undefined): DocumentVerdict =>
  !r || r.kind === null || r.kind === 'unread' ? 'unknown' : r.destroyed ? 'destroyed' : 'good'

/** The baseline: every file below the guarded folders, by directory. */
export type FileTable = {
  get: (path: string) => FileRecord | undefined
  set: (path: string, record: FileRecord) => void
  delete: (path: string) => void
  addDirectory: (directory: string) => void
  hasDirectory: (directory: string) => boolean
  /** File names of one directory (not of those below it). */
  names: (directory: string) => string[]
  directories: () => string[]
  /** The directory itself and all known ones below it. */
  below: (directory: string) => string[]
  dropDirectory: (directory: string) => void
  entries: () => IterableIterator<[directory: string, files: ReadonlyMap<string, FileRecord>]>
  size: () => number
}

export const createFileTable = (): FileTable => {
  const directories = new Map<string, Map<string, FileRecord>>()
  let count = 0
  const filesOf = (directory: string) => {
    const known = directories.get(directory)
    if (known) return known
    const files = new Map<string, FileRecord>()
    directories.set(directory, files)
    return files
  }
  return {
    get: (path) => directories.get(dirname(path))?.get(basename(path)),
    set(path, record) {
      const files = filesOf(dirname(path))
      const name = basename(path)
      if (!files.has(name)) count++
      files.set(name, record)
    },
    delete(path) {
      if (directories.get(dirname(path))?.delete(basename(path))) count--
    },
    addDirectory: (directory) => void filesOf(directory),
    hasDirectory: (directory) => directories.has(directory),
    names: (directory) => [...(directories.get(directory)?.keys() ?? [])],
    directories: () => [...directories.keys()],
    below(directory) {
      const prefix = join(directory, '/')
      return [...directories.keys()].filter((d) => d === directory || d.startsWith(prefix))
    },
    dropDirectory(directory) {
      count -= directories.get(directory)?.size ?? 0
      directories.delete(directory)
    },
    entries: () => directories.entries(),
    size: () => count,
  }
}
