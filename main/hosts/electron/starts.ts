import { join } from 'node:path'
import type { Log } from '../../ports/log.ts'
import { beginStart, type StartVerdict, startSucceeded } from '../../present/start-journal.ts'
import { readJournal, writeJournal } from './start-journal-file.ts'

/** This start of the app, as the journal sees it. */
export type Start = StartVerdict & { succeeded: () => void }

/** Notes that a start begins; to be called before anything that may fail. */
export const noteStart = (dataFolder: string, version: string, log: Log): Start => {
  const file = join(dataFolder, 'starts.json')
  const verdict = beginStart(readJournal(file), version)
  writeJournal(file, verdict.journal, log)
  return { ...verdict, succeeded: () => writeJournal(file, startSucceeded(verdict.journal), log) }
}
