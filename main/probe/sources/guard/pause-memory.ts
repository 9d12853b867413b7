import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PauseMemory } from './writer-pause.ts'

/** Remembers stopped programs in the app's own folder, so that a restart can still let them go on. */
export const createPauseMemory = (data: string): PauseMemory => {
  const file = join(data, 'guard', 'paused.json')
  return {
    read() {
      try {
        return JSON.parse(readFileSync(file, 'utf8'))
      } catch {
        return null
      }
    },
    write(value) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 })
        renameSync(`${file}.new`, file)
      } catch {
        // A full disk must not keep a program from being stopped.
      }
    },
  }
}
