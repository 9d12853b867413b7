import { join } from 'node:path'
import type { Log } from '../../ports/log.ts'
import {
  beginStart,
  newsClosed,
  type StartJournal,
  type StartVerdict,
  startSucceeded,
} from '../../present/start-journal.ts'
import { readJournal, writeJournal } from './start-journal-file.ts'

/** This start of the app, as the journal sees it. */
export type Start = StartVerdict & {
  /** The app watches. */
  succeeded: () => void
  /** The user has closed the news of this version. */
  closedNews: () => void
}

/** Notes that a start begins; to be called before anything that may fail. */
export const noteStart = (dataFolder: string, version: string, log: Log): Start => {
  const file = join(dataFolder, 'starts.json')
  const verdict = beginStart(readJournal(file), version)
  let { journal } = verdict
  const keep = (next: StartJournal) => {
    journal = next
    writeJournal(file, journal, log)
  }
  keep(journal)
  return {
    ...verdict,
    succeeded: () => keep(startSucceeded(journal)),
    closedNews: () => keep(newsClosed(journal)),
  }
}
