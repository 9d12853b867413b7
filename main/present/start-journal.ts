/** What the app remembers of its starts, so that a version that does not start is left again. */
export type StartJournal = {
  /** The version that started last. */
  version: string
  /** Starts of it in a row that did not come to watching. */
  failed: number
  /** The last version that did. */
  good: string | null
  /** Versions that did not start twice: never installed again. */
  bad: string[]
}

export const emptyJournal: StartJournal = { version: '', failed: 0, good: null, bad: [] }

/** Starts in a row that may fail before the version is given up. */
const patience = 2

export type StartVerdict = {
  journal: StartJournal
  /** Go back to the last good version. */
  rollBack: boolean
  /** This is the first start of another version than last time. */
  updatedFrom: string | null
}

/** A start begins. The journal that comes back is written before anything that may fail. Pure. */
export const beginStart = (journal: StartJournal, version: string): StartVerdict => {
  const same = journal.version === version
  const failedBefore = same ? journal.failed : 0
  const rollBack = failedBefore >= patience && journal.good !== null && journal.good !== version
  return {
    journal: {
      ...journal,
      version,
      failed: failedBefore + 1,
      bad: rollBack && !journal.bad.includes(version) ? [...journal.bad, version] : journal.bad,
    },
    rollBack,
    updatedFrom: !same && journal.good !== null && journal.good !== version ? journal.good : null,
  }
}

/** The app watches: this version is good. Pure. */
export const startSucceeded = (journal: StartJournal): StartJournal => ({
  ...journal,
  failed: 0,
  good: journal.version,
  bad: journal.bad.filter((v) => v !== journal.version),
})
