import { constants } from 'node:fs'
import type { Sample } from '../../integrity/sample-judge.ts'

/** What one look at a path tells. Times in ms since 1970. `ctime` cannot be set back by a program, unlike `mtime`. */
export type FileStat = {
  type: 'file' | 'directory' | 'link' | 'other'
  size: number
  ctime: number
  mtime: number
  ino: number
  /** User id of the owner, and the permission bits. Windows tells neither: there the id is 0. */
  owner: number
  mode: number
  /** When the file was made; null where the file system does not know. */
  birth: number | null
  /** 512-byte blocks on this disk; null where they say nothing about a cloud. */
  blocks: number | null
}

/**
 * `gone`: no such path. `denied`: it is there, but this account may not read it. `busy`: a program keeps it for itself
 * (Windows). `unreadable`: it cannot be read for another reason, such as a failing disk or server.
 */
export type ReadProblem = 'gone' | 'denied' | 'busy' | 'unreadable'

/**
 * The guard's eyes. Local disks answer at once (no promise); shares answer by promise, so that a hanging server
 * never stops the app.
 */
export type FileAccess = {
  stat: (path: string) => FileStat | ReadProblem | Promise<FileStat | ReadProblem>
  sample: (path: string) => Sample | ReadProblem | Promise<Sample | ReadProblem>
  /** The whole file; of one larger than `wholeLimit`, its beginning. */
  whole: (path: string) => Buffer | ReadProblem | Promise<Buffer | ReadProblem>
  /** Names in a directory. */
  list: (path: string) => Listing | ReadProblem | Promise<Listing | ReadProblem>
}
export type Listing = { files: string[]; directories: string[] }

export const headSize = 4096
export const tailSize = 1024
/** Of larger files only so much of the beginning is checked, and the sample of the end: a check must not hold the app up. */
export const wholeLimit = 8 * 1024 * 1024

/** Never follows a link at the end of the path, never waits for the other end of a pipe. Windows has neither flag. */
export const readFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

export const problemOf = (error: unknown): ReadProblem => {
  const code = (error as { code?: string }).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone'
  if (code === 'EACCES' || code === 'EPERM') return 'denied'
  return code === 'EBUSY' ? 'busy' : 'unreadable'
}

type NodeStat = {
  isFile: () => boolean
  isDirectory: () => boolean
  isSymbolicLink: () => boolean
  size: number
  ctimeMs: number
  mtimeMs: number
  uid: number
  mode: number
  birthtimeMs: number
  ino: number
  blocks: number
}
export const statOf = (s: NodeStat): FileStat => ({
  type: s.isFile() ? 'file' : s.isDirectory() ? 'directory' : s.isSymbolicLink() ? 'link' : 'other',
  size: s.size,
  ctime: s.ctimeMs,
  mtime: s.mtimeMs,
  ino: s.ino,
  owner: s.uid,
  mode: s.mode,
  birth: s.birthtimeMs > 0 ? s.birthtimeMs : null,
  blocks: s.blocks,
})

type NodeEntry = { name: string; isFile: () => boolean; isDirectory: () => boolean }
export const listingOf = (entries: readonly NodeEntry[]): Listing => ({
  files: entries.filter((e) => e.isFile()).map((e) => e.name),
  directories: entries.filter((e) => e.isDirectory()).map((e) => e.name),
})

/**
 * Is the content only in the cloud? Reading it would download it, so it is left alone.
 * macOS, shares: a file with a size but without blocks. Not on disks of a Linux PC: there no cloud leaves such files behind, while
 * holes, compression and small files inside the inode have no blocks either (btrfs, ext4, ZFS). Windows: libuv derives `blocks` from the allocation size,
 * which NTFS reports as 0 for a dehydrated placeholder (Cloud Files API); `lstat` opens the reparse point itself and
 * recalls nothing. Files of up to 1 KiB may live inside the file table without a block and are read.
 */
export const isOnlineOnly = (s: Pick<FileStat, 'size' | 'blocks'>): boolean => s.blocks === 0 && s.size > 1024
