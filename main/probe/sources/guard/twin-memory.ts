import { basename, dirname, extname } from 'node:path'
import { type FileRecord, verdictOf } from './file-table.ts'

/**
 * `noise`: a new file of noise beside a document. `locked`: one that a known tool has encrypted. `closed`: one that another
 * account keeps to itself.
 * `broken-archive`, `archive`: may have swallowed every document of its folder; `broken` only borrows the signature.
 */
export type TwinKind = 'noise' | 'locked' | 'closed' | 'broken-archive' | 'archive'
export type Twin = { path: string; kind: TwinKind; size: number; at: number }
/** A known good document that is no longer where it was. */
export type Vanished = { path: string; record: FileRecord; at: number }

/** Files vanish and their twins appear in either order; within this time they are brought together. */
export const twinWindow = 60_000
const most = 5_000

const stemOf = (name: string): string => basename(name, extname(name)).toLowerCase()

/** The names under which a copy's original may be known elsewhere: `a.pdf.enc` and `a.pdf` for `a.pdf.enc`. */
const originalNames = (path: string): string[] => {
  const name = basename(path).toLowerCase()
  const names = [name]
  for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1))
    names.push(name.slice(0, at))
  return names.slice(0, 4)
}

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
  // For copies that are written into another folder.
  const vanishedNames = new Map<string, Vanished[]>()
  const twinNames = new Map<string, Twin[]>()
  const byInode = new Map<number, Vanished>()
  let size = 0
  const push = <T>(map: Map<string, T[]>, key: string, item: T) => {
    const list = map.get(key)
    if (list) list.push(item)
    else map.set(key, [item])
  }
  const drop = <T>(map: Map<string, T[]>, key: string, item: T) => {
    const list = map.get(key)
    const at = list?.indexOf(item) ?? -1
    if (!list || at < 0) return false
    list.splice(at, 1)
    if (list.length === 0) map.delete(key)
    return true
  }
  const nameOf = (path: string) => basename(path).toLowerCase()
  const keep = (old: Vanished) => {
    push(vanished, dirname(old.path), old)
    push(vanishedNames, nameOf(old.path), old)
    byInode.set(old.record.ino, old)
    size++
  }
  const forget = (old: Vanished) => {
    if (drop(vanished, dirname(old.path), old)) size--
    drop(vanishedNames, nameOf(old.path), old)
    if (byInode.get(old.record.ino) === old) byInode.delete(old.record.ino)
  }
  const keepTwin = (twin: Twin) => {
    push(twins, dirname(twin.path), twin)
    for (const name of originalNames(twin.path)) push(twinNames, name, twin)
    size++
  }
  const forgetTwin = (twin: Twin) => {
    if (drop(twins, dirname(twin.path), twin)) size--
    for (const name of originalNames(twin.path)) drop(twinNames, name, twin)
  }
  const byName = (twin: Twin): Vanished | undefined => {
    for (const name of swallows(twin) ? [] : originalNames(twin.path)) {
      const old = vanishedNames.get(name)?.[0]
      if (old) return old
    }
    return undefined
  }
  return {
    /** A document has gone; the twin that explains it, if one is known. */
    vanish(old: Vanished): Twin | null {
      const near = twins.get(dirname(old.path)) ?? []
      const twin =
        near.find((t) => fitsByName(t, old)) ??
        near.find((t) => swallows(t) || fitsBySize(t, old)) ??
        twinNames.get(nameOf(old.path))?.find((t) => !swallows(t)) ??
        null
      if (!twin) keep(old)
      else if (!swallows(twin)) forgetTwin(twin)
      return twin
    },
    /** Was there a good document of this path until a short while ago, and nothing has explained yet where it is? */
    hasVanished: (path: string): boolean =>
      vanished.get(dirname(path))?.some((v) => v.path === path && verdictOf(v.record) === 'good') ?? false,
    /** A document's whole folder has gone, most likely moved: only its inode can tell where it is now. */
    moveAway: keep,
    /** A suspicious file has come; the documents it explains. */
    appear(twin: Twin): Vanished[] {
      const directory = dirname(twin.path)
      const near = vanished.get(directory) ?? []
      const one =
        near.find((old) => fitsByName(twin, old)) ?? near.find((old) => fitsBySize(twin, old)) ?? byName(twin)
      const found = swallows(twin) ? [...near] : one ? [one] : []
      for (const old of found) forget(old)
      if (found.length === 0 || swallows(twin)) {
        const known = twins.get(directory)?.find((t) => t.path === twin.path)
        if (known) forgetTwin(known)
        keepTwin(twin)
      }
      return found
    },
    /**
     * The document that had this inode, when it was renamed. It is forgotten with that. A deleted file's inode is soon
     * given to a new one, which is then younger than what we knew; where no birth is kept, the name must tell.
     */
    takeRenamed(path: string, ino: number, birth: number | null): Vanished | null {
      const old = byInode.get(ino)
      if (!old) return null
      const name = nameOf(path)
      const same = birth === null ? name.includes(stemOf(old.path)) : birth <= old.record.ctime
      if (!same) return null
      forget(old)
      return old
    },
    /** Forgets what is older than the window, and everything if an avalanche has filled the memory. */
    expire(now: number) {
      if (size === 0) return
      const old = size > most ? Number.POSITIVE_INFINITY : now - twinWindow
      for (const list of [...vanished.values()]) for (const v of [...list]) if (v.at < old) forget(v)
      for (const list of [...twins.values()]) for (const t of [...list]) if (t.at < old) forgetTwin(t)
    },
    size: () => size,
  }
}
export type TwinMemory = ReturnType<typeof createTwinMemory>
