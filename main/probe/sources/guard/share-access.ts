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

/**
 * Gives up waiting after a while (ms). As long as one call has not come back no other is begun: each would hold one of
 * the few threads that the whole process has for files.
 */
export const createPatience = (limit: number) => {
  let overdue = 0
  return <T>(work: () => Promise<T | ReadProblem>): Promise<T | ReadProblem> => {
    if (overdue > 0) return Promise.resolve('unreadable')
    return new Promise((resolve) => {
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        overdue++
        resolve('unreadable')
      }, limit)
      const done = (value: T | ReadProblem) => {
        clearTimeout(timer)
        if (isLate) overdue--
        resolve(value)
      }
      work().then(done, (error) => done(problemOf(error)))
    })
  }
}

/** A disk that has to wake up in the server takes some seconds. */
const patience = 8_000

/**
 * For network shares and other file systems that may hang: every call waits outside of the app's own thread, and not for
 * ever: a server that does not answer is `unreadable`. One for each share.
 */
export const createShareAccess = (limit = patience): FileAccess => {
  const inTime = createPatience(limit)
  return {
    stat: (path) => inTime(() => lstat(path).then((s) => statOf(s))),
    sample: (path) =>
      inTime(() =>
        withFile(path, async (file, size) => {
          const head = await readAt(file, Math.min(size, headSize), 0)
          const tail =
            size <= headSize ? head.subarray(-tailSize) : await readAt(file, tailSize, size - tailSize)
          return { head, tail, size }
        }),
      ),
    whole: (path) =>
      inTime(() => withFile(path, (file, size) => readAt(file, Math.min(size, wholeLimit), 0))),
    list: (path) => inTime(() => readdir(path, { withFileTypes: true }).then(listingOf)),
  }
}
