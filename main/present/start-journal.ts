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
  /** The version whose news the user has closed; null before the first start. */
  told: string | null
  /** The version that was left again, until the user has read of it. */
  leftAgain: string | null
}

export const emptyJournal: StartJournal = {
  version: '',
  failed: 0,
  good: null,
  bad: [],
  told: null,
  leftAgain: null,
}

/** What the user is told of the app's own version: `notice.<code>`. */
export type VersionNews = { code: 'updated' | 'rolled-back'; params: Record<string, string> }

/** Starts in a row that may fail before the version is given up. */
const patience = 2

export type StartVerdict = {
  journal: StartJournal
  /** Go back to the last good version. */
  rollBack: boolean
  /** To be told until the user closes it: a new version, or one that was left again. */
  news: VersionNews | null
}

const newsOf = ({ told, version, leftAgain }: StartJournal): VersionNews | null => {
  if (leftAgain !== null) return { code: 'rolled-back', params: { version, bad: leftAgain } }
  return told === version ? null : { code: 'updated', params: { version } }
}

/** A start begins. The journal that comes back is written before anything that may fail. Pure. */
export const beginStart = (journal: StartJournal, version: string): StartVerdict => {
  const same = journal.version === version
  const failedBefore = same ? journal.failed : 0
  const rollBack = failedBefore >= patience && journal.good !== null && journal.good !== version
  const cameBack = !same && journal.bad.includes(journal.version) && !journal.bad.includes(version)
  const next: StartJournal = {
    ...journal,
    version,
    failed: failedBefore + 1,
    bad: rollBack && !journal.bad.includes(version) ? [...journal.bad, version] : journal.bad,
    // A first installation has no news to tell.
    told: journal.told ?? version,
    leftAgain: cameBack ? journal.version : same ? journal.leftAgain : null,
  }
  return { journal: next, rollBack, news: newsOf(next) }
}

/** The user has closed the news of this version. Pure. */
export const newsClosed = (journal: StartJournal): StartJournal => ({
  ...journal,
  told: journal.version,
  leftAgain: null,
})

/** The app watches: this version is good. Pure. */
export const startSucceeded = (journal: StartJournal): StartJournal => ({
  ...journal,
  failed: 0,
  good: journal.version,
  bad: journal.bad.filter((v) => v !== journal.version),
})
