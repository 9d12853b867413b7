import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeJsonFile } from '../../ports/json-file.ts'
import type { Log } from '../../ports/log.ts'
import { emptyJournal, type StartJournal } from '../../present/start-journal.ts'

const schema = z.object({
  version: z.string(),
  failed: z.number().int().nonnegative(),
  good: z.string().nullable(),
  bad: z.array(z.string()),
  told: z.string().nullable().default(null),
  leftAgain: z.string().nullable().default(null),
})

/** Reads the journal; an unreadable one counts as none. */
export const readJournal = (file: string): StartJournal => {
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? emptyJournal
  } catch {
    return emptyJournal
  }
}

/** Writes it whole or not at all. A disk that refuses is logged: the app must start without its journal. */
export const writeJournal = (file: string, journal: StartJournal, log: Log): void => {
  try {
    writeJsonFile(file, journal)
  } catch (error) {
    log.warn(`the start journal could not be written: ${String(error)}`)
  }
}
