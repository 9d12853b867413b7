import { mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeJsonFile } from '../../../ports/json-file.ts'
import type { Log } from '../../../ports/log.ts'
import { readRegularText } from '../../../ports/regular-file.ts'
import type { PauseMemory } from './writer-pause.ts'

/** A handful of programs take a few hundred bytes each. */
const mostBytes = 256 * 1024

/**
 * Remembers stopped programs in the app's own folder, so that a restart can still let them go on. A damaged memory is put
 * aside and logged: what it held goes on by itself at the next start of the PC.
 */
export const createPauseMemory = (data: string, log: Log): PauseMemory => {
  const file = join(data, 'guard', 'paused.json')
  return {
    read() {
      try {
        return JSON.parse(readRegularText(file, mostBytes))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
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
        // A program stands still meanwhile, and others go on writing: no wait for the disk.
        writeJsonFile(file, value, { flush: false })
      } catch (error) {
        // A full disk must not keep a program from being stopped.
        log.warn(`guard: stopped programs could not be remembered: ${String(error)}`)
      }
    },
  }
}
