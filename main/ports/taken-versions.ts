import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeJsonFile } from './json-file.ts'

const schema = z.record(z.string(), z.number().int().nonnegative())

/** Remembers the highest version of each signed thing that this PC has taken, so that nobody brings back an older one. */
export type TakenVersions = {
  highest: (name: string) => number
  take: (name: string, version: number) => void
}

/** Kept in one file; an unreadable one counts as nothing taken. Throws where the disk refuses a `take`. */
export const openTakenVersions = (file: string): TakenVersions => {
  const read = (): Record<string, number> => {
    try {
      return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? {}
    } catch {
      return {}
    }
  }
  const highest = (name: string) => (Object.hasOwn(read(), name) ? read()[name]! : 0)
  return {
    highest,
    take(name, version) {
      if (version <= highest(name)) return
      writeJsonFile(file, { ...read(), [name]: version })
    },
  }
}
