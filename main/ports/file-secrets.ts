import { readFileSync } from 'node:fs'
import { writeJsonFile } from './json-file.ts'
import type { Secrets } from './secrets.ts'

/**
 * Secrets in one file that only this user can read (mode 0600; on Windows the profile folder's own rights),
 * for hosts without Electron's `safeStorage`. An unreadable file counts as empty: the desk then enrols this PC anew.
 */
export const createFileSecrets = (file: string): Secrets => {
  const read = (): Record<string, string> => {
    try {
      const raw: unknown = JSON.parse(readFileSync(file, 'utf8'))
      return raw && typeof raw === 'object' ? (raw as Record<string, string>) : {}
    } catch {
      return {}
    }
  }
  const write = (all: Record<string, string>) => writeJsonFile(file, all)
  return {
    get: (name) => {
      const value = read()[name]
      return typeof value === 'string' ? value : null
    },
    set: (name, value) => write({ ...read(), [name]: value }),
    remove: (name) => write(Object.fromEntries(Object.entries(read()).filter(([k]) => k !== name))),
  }
}
