import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
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

const withFile = async <T>(
  path: string,
  read: (file: FileHandle, size: number) => Promise<T | ReadProblem>,
): Promise<T | ReadProblem> => {
  try {
    await using file = await open(path, readFlags)
    const s = await file.stat()
    return s.isFile() ? await read(file, s.size) : 'unreadable'
  } catch (error) {
    return problemOf(error)
  }
}

const readAt = async (file: FileHandle, length: number, position: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafe(Math.max(length, 0))
  return buffer.subarray(0, (await file.read(buffer, 0, buffer.length, position)).bytesRead)
}

/** For network shares and other file systems that may hang: every call waits outside of the app's own thread. */
export const shareAccess: FileAccess = {
  stat: (path) => lstat(path).then(statOf, problemOf),
  sample: (path) =>
    withFile(path, async (file, size) => {
      const head = await readAt(file, Math.min(size, headSize), 0)
      const tail = size <= headSize ? head.subarray(-tailSize) : await readAt(file, tailSize, size - tailSize)
      return { head, tail, size }
    }),
  whole: (path) => withFile(path, (file, size) => readAt(file, Math.min(size, wholeLimit), 0)),
  list: (path) => readdir(path, { withFileTypes: true }).then(listingOf, problemOf),
}
