import type { Store } from './database/store.ts'
import type { DeskLog } from './log.ts'

/** What every part of the desk works with. */
export type Desk = {
  store: Store
  log: DeskLog
  /** ISO 8601, UTC. */
  now: () => string
  /** A desk for practice: PCs enrol without a code, the operator opens a one-time link. */
  practice: boolean
  name: string
  /** Empty at a practice desk. */
  phone: string
  /** Secret of this desk, for tokens that can be made again. */
  key: string
  /**
   * Hashes of the tokens that belonged to a PC when this process last looked. For limits only: whether a PC is welcome
   * the records say, each time.
   */
  knownTokens: Set<string>
}
