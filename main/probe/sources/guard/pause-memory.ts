import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../../../ports/log.ts'
import type { PauseMemory } from './writer-pause.ts'

/** A handful of programs take a few hundred bytes each. */
const mostBytes = 256 * 1024

/** Never waits for the other end of a pipe; null where there is no file. */
const readSmall = (file: string): string | null => {
  let fd: number
  try {
    fd = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    const s = fstatSync(fd)
    if (!s.isFile() || s.size > mostBytes) throw new Error('not a small file')
    return readFileSync(fd, 'utf8')
  } finally {
    closeSync(fd)
  }
}

/**
 * Remembers stopped programs in the app's own folder, so that a restart can still let them go on. A damaged memory is put
 * aside and logged: what it held goes on by itself at the next start of the PC.
 */
export const createPauseMemory = (data: string, log: Log): PauseMemory => {
  const file = join(data, 'guard', 'paused.json')
  return {
    read() {
      try {
        const text = readSmall(file)
        return text === null ? null : JSON.parse(text)
      } catch (error) {
        log.error(`guard: the memory of stopped programs cannot be read: ${String(error)}`)
        try {
          renameSync(file, `${file}.damaged`)
        } catch {
          // It stays; the next write replaces it.
        }
        return null
      }
    },
    write(value) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 })
        renameSync(`${file}.new`, file)
      } catch (error) {
        // A full disk must not keep a program from being stopped.
        log.warn(`guard: stopped programs could not be remembered: ${String(error)}`)
      }
    },
  }
}
