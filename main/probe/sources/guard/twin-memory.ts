import { basename, dirname, extname } from 'node:path'
import type { FileRecord } from './file-table.ts'

/**
 * `noise`: a new file of noise beside a document. `locked`: one that a known tool has encrypted.
 * `broken-archive`, `archive`: may have swallowed every document of its folder; `broken` only borrows the signature.
 */
export type TwinKind = 'noise' | 'locked' | 'broken-archive' | 'archive'
export type Twin = { path: string; kind: TwinKind; size: number; at: number }
/** A known good document that is no longer where it was. */
export type Vanished = { path: string; record: FileRecord; at: number }

/** Files vanish and their twins appear in either order; within this time they are brought together. */
export const twinWindow = 60_000
const most = 5_000

const stemOf = (name: string): string => basename(name, extname(name)).toLowerCase()

const swallows = (t: Twin): boolean => t.kind === 'archive' || t.kind === 'broken-archive'

const fitsByName = (twin: Twin, old: Vanished): boolean => {
  const before = basename(old.path).toLowerCase()
  const after = basename(twin.path).toLowerCase()
  return after.includes(before) || stemOf(after) === stemOf(before)
}

/** Names may be encrypted too. Then the size gives it away: the same, with a header or trailer, or base64's third more. */
const fitsBySize = (twin: Twin, old: Vanished): boolean => {
  const grown = twin.size - old.record.size
  const near = Math.abs(twin.at - old.at) < 10_000
  return near && twin.kind === 'noise' && grown >= 0 && grown <= Math.max(1024, old.record.size * 0.4)
}

/** Remembers vanished documents and suspicious new files for a minute, bounded. Pure memory; time is an argument. */
export const createTwinMemory = () => {
  const vanished = new Map<string, Vanished[]>()
  const twins = new Map<string, Twin[]>()
  const byInode = new Map<number, Vanished>()
  let size = 0
  const push = <T>(map: Map<string, T[]>, directory: string, item: T) => {
    const list = map.get(directory)
    if (list) list.push(item)
    else map.set(directory, [item])
    size++
  }
  const drop = <T>(map: Map<string, T[]>, directory: string, item: T) => {
    const list = map.get(directory)
    const at = list?.indexOf(item) ?? -1
    if (!list || at < 0) return
    list.splice(at, 1)
    size--
    if (list.length === 0) map.delete(directory)
  }
  const forget = (old: Vanished) => {
    drop(vanished, dirname(old.path), old)
    if (byInode.get(old.record.ino) === old) byInode.delete(old.record.ino)
  }
  return {
    /** A document has gone; the twin that explains it, if one is known. */
    vanish(old: Vanished): Twin | null {
      const directory = dirname(old.path)
      const near = twins.get(directory) ?? []
      const twin =
        near.find((t) => fitsByName(t, old)) ?? near.find((t) => swallows(t) || fitsBySize(t, old)) ?? null
      if (twin) {
        if (!swallows(twin)) drop(twins, directory, twin)
        return twin
      }
      push(vanished, directory, old)
      byInode.set(old.record.ino, old)
      return null
    },
    /** A suspicious file has come; the documents it explains. */
    appear(twin: Twin): Vanished[] {
      const directory = dirname(twin.path)
      const near = vanished.get(directory) ?? []
      const one = near.find((old) => fitsByName(twin, old)) ?? near.find((old) => fitsBySize(twin, old))
      const found = swallows(twin) ? [...near] : one ? [one] : []
      for (const old of found) forget(old)
      if (found.length === 0 || swallows(twin)) {
        const known = twins.get(directory)?.find((t) => t.path === twin.path)
        if (known) drop(twins, directory, known)
        push(twins, directory, twin)
      }
      return found
    },
    /**
     * The document that had this inode, when it was renamed. It is forgotten with that. A deleted file's inode is soon
     * given to a new one, which is then younger than what we knew.
     */
    takeRenamed(ino: number, birth: number): Vanished | null {
      const old = byInode.get(ino)
      if (!old || birth > old.record.ctime) return null
      forget(old)
      return old
    },
    /** Forgets what is older than the window, and everything if an avalanche has filled the memory. */
    expire(now: number) {
      if (size === 0) return
      const old = size > most ? Number.POSITIVE_INFINITY : now - twinWindow
      for (const list of [...vanished.values()]) for (const v of [...list]) if (v.at < old) forget(v)
      for (const [directory, list] of [...twins])
        for (const t of [...list]) if (t.at < old) drop(twins, directory, t)
    },
    size: () => size,
  }
}
export type TwinMemory = ReturnType<typeof createTwinMemory>
