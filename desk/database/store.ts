import type { Kysely, Transaction } from 'kysely'
import type { DeskTables } from './schema.ts'

/** Who has to hear of a change: one PC, or all operators. */
export type Topic = { to: 'device'; id: string } | { to: 'operators'; what: string; ref: string }
export type Queries = Kysely<DeskTables> | Transaction<DeskTables>

/** The desk's records. */
export type Store = {
  db: Kysely<DeskTables>
  /** All of `f` is stored or nothing. What it tells is heard, by every desk process, once it is stored. */
  write: <T>(f: (db: Transaction<DeskTables>, tell: (topic: Topic) => void) => Promise<T>) => Promise<T>
  /** Hears of every change, from whichever process; returns the function that ends it. */
  listen: (listener: (topic: Topic) => void) => () => void
  close: () => Promise<void>
}

type Listeners = { all: Set<(topic: Topic) => void>; emit: (topic: Topic) => void }

export const createListeners = (onError: (error: unknown) => void): Listeners => {
  const all = new Set<(topic: Topic) => void>()
  return {
    all,
    emit(topic) {
      for (const listener of all) {
        try {
          listener(topic)
        } catch (error) {
          onError(error)
        }
      }
    },
  }
}
