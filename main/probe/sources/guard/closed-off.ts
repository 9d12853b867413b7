import { join } from 'node:path'
import { type FileAccess, type FileStat, isOnlineOnly } from './file-access.ts'
import type { FileRecord, FileTable } from './file-table.ts'

/**
 * Who has closed a file: `own`: a program of this account, and this file alone. `another`: its owner is somebody else, or
 * it lies on a share, where the server decides. `passing`: nothing else can be read either, so it says nothing about this file.
 */
export type Closer = 'own' | 'another' | 'passing'

const ownerReads = 0o400
const ownerEnters = 0o500
/** So many known files are tried before it is said that nothing can be read. */
const tries = 8

/**
 * Was the file written or replaced since it was seen last? A mere change of permission moves nothing but the change time.
 * Inodes of shares are made up by the client and may change by themselves.
 */
export const wasWritten = (old: FileRecord, s: FileStat, isShare: boolean): boolean =>
  s.size !== old.size ||
  (!isShare && s.ino !== old.ino) ||
  (old.mtime === null ? s.mtime > old.ctime : s.mtime !== old.mtime)

/** Does this account's own file or folder, by its own permission, keep this very account out? No office program does that. */
export const isShut = (s: FileStat, uid: number | null): boolean => {
  const needed = s.type === 'directory' ? ownerEnters : ownerReads
  return uid !== null && uid === s.owner && (s.mode & needed) !== needed
}

/** One known file that can be read shows that disk, server and system still let this app read. */
const canReadOthers = async (
  access: FileAccess,
  table: FileTable,
  random: () => number,
): Promise<boolean> => {
  const directories = table.directories()
  for (let i = 0; i < tries; i++) {
    const directory = directories[Math.floor(random() * directories.length)]
    const names = directory === undefined ? [] : table.names(directory)
    const name = names[Math.floor(random() * names.length)]
    if (directory === undefined || name === undefined) continue
    const path = join(directory, name)
    const s = await access.stat(path)
    if (typeof s === 'string' || s.type !== 'file' || isOnlineOnly(s)) continue
    if (typeof (await access.sample(path)) !== 'string') return true
  }
  return false
}

/** @param uid this account's user id; null on Windows, which has none: there a local file counts as this account's. */
export const closerOf = async (
  s: FileStat,
  where: { access: FileAccess; table: FileTable; isShare: boolean; uid: number | null },
  random: () => number = Math.random,
): Promise<Closer> => {
  if (!where.isShare && isShut(s, where.uid)) return 'own'
  if (!(await canReadOthers(where.access, where.table, random))) return 'passing'
  return where.isShare || (where.uid !== null && s.owner !== where.uid) ? 'another' : 'own'
}

/** So near (ms) lie the change of a folder and the vanishing of what was moved into it. */
const near = 2_000
/** Of many closed folders only so many are looked at for each vanished document. */
const mostFolders = 20

/** Has one of these closed folders, which keeps even this account out though it is its own, taken something in at this time? */
export const tookIn = async (
  access: FileAccess,
  closed: ReadonlySet<string>,
  uid: number | null,
  at: number,
): Promise<boolean> => {
  for (const directory of [...closed].slice(0, mostFolders)) {
    const s = await access.stat(directory)
    if (typeof s !== 'string' && isShut(s, uid) && Math.abs(at - s.ctime) < near) return true
  }
  return false
}
