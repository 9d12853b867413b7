import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'

/** What lies at a path that is no regular file. */
export type OtherKind = 'folder' | 'pipe' | 'socket' | 'device'

/** Thrown where a path leads to something that has no contents to read. */
export class NotAFile extends Error {
  readonly code = 'ENOTFILE'
  readonly kind: OtherKind
  constructor(path: string, kind: OtherKind) {
    super(`${path} is no regular file but a ${kind}`)
    this.kind = kind
  }
}

/** Null for a regular file. Pure. */
export const otherKind = (stats: Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'>) =>
  stats.isFile()
    ? null
    : stats.isDirectory()
      ? 'folder'
      : stats.isFIFO()
        ? 'pipe'
        : stats.isSocket()
          ? 'socket'
          : 'device'

// Windows has neither flag. A pipe opened without O_NONBLOCK would wait for its other end for good.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)

const regular = (path: string, stats: Stats): Stats => {
  const kind = otherKind(stats)
  if (kind !== null) throw new NotAFile(path, kind)
  return stats
}

/**
 * Opens a regular file for reading, following links; whoever may write beside it cannot make this wait. A device is never
 * opened, since some act on being opened. Throws `NotAFile`, else what the system throws. The caller closes `fd`.
 */
export const openRegularFile = (path: string): { fd: number; stats: Stats } => {
  regular(path, statSync(path))
  const fd = openSync(path, flags)
  try {
    // Looked at again: it may have been put there in between.
    return { fd, stats: regular(path, fstatSync(fd)) }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

// Most files are small and read again and again: a buffer of its own for each would stay until memory is cleaned.
const scratch = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * Reads a regular file as a whole, also one of /proc, whose size is told as 0. Throws `NotAFile`, an error of code `EFBIG`
 * above `most` bytes (default 64 MiB), else what the system throws.
 */
export const readRegularFile = (path: string, most = 64 * 1024 * 1024): Buffer => {
  const { fd, stats } = openRegularFile(path)
  try {
    const pieces: Buffer[] = []
    let size = 0
    for (;;) {
      // One byte more than the file says, so that the usual file ends at the first read.
      const room = Math.min(stats.size - size, most - size) + 1
      const piece = room > scratch.length ? Buffer.allocUnsafe(room) : scratch
      const got = readSync(fd, piece, 0, Math.min(piece.length, most - size + 1), null)
      if (got === 0) return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, size)
      size += got
      if (size > most)
        throw Object.assign(new Error(`${path} is larger than ${most} bytes`), { code: 'EFBIG' })
      pieces.push(piece === scratch ? Buffer.from(piece.subarray(0, got)) : piece.subarray(0, got))
    }
  } finally {
    closeSync(fd)
  }
}

/** The same as text in UTF-8. */
export const readRegularText = (path: string, most?: number): string =>
  readRegularFile(path, most).toString('utf8')
