import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import {
  type FileAccess,
  headSize,
  listingOf,
  problemOf,
  type ReadProblem,
  readFlags,
  statOf,
  tailSize,
  wholeLimit,
} from './file-access.ts'

const withFile = <T>(path: string, read: (fd: number, size: number) => T): T | ReadProblem => {
  let fd: number
  try {
    fd = openSync(path, readFlags)
  } catch (error) {
    return problemOf(error)
  }
  try {
    const s = fstatSync(fd)
    return s.isFile() ? read(fd, s.size) : 'unreadable'
  } catch (error) {
    return problemOf(error)
  } finally {
    closeSync(fd)
  }
}

const readAt = (fd: number, length: number, position: number): Buffer => {
  const buffer = Buffer.allocUnsafe(Math.max(length, 0))
  return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, position))
}

/** For disks of this PC: a handful of calls of some microseconds each, without the cost of promises. */
export const createLocalAccess = (platform: NodeJS.Platform): FileAccess => ({
  stat(path) {
    try {
      const s = statOf(lstatSync(path))
      return platform === 'linux' ? { ...s, blocks: null } : s
    } catch (error) {
      return problemOf(error)
    }
  },
  sample: (path) =>
    withFile(path, (fd, size) => {
      const head = readAt(fd, Math.min(size, headSize), 0)
      const tail = size <= headSize ? head.subarray(-tailSize) : readAt(fd, tailSize, size - tailSize)
      return { head, tail, size }
    }),
  whole: (path) => withFile(path, (fd, size) => readAt(fd, Math.min(size, wholeLimit), 0)),
  list(path) {
    try {
      return listingOf(readdirSync(path, { withFileTypes: true }))
    } catch (error) {
      return problemOf(error)
    }
  },
})
