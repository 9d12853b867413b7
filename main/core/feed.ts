import type { PushData, PushName } from '../contract/api.ts'
import { type Change, type NewChange, reduce, type Snapshot } from '../contract/state.ts'

/** Hears everything the core tells a page. */
export type PushListener = <N extends PushName>(name: N, data: PushData<N>) => void

/** The core's truth for pages: one snapshot, and numbered changes that lead from one to the next. */
export type Feed = {
  snapshot: () => Snapshot
  /** Numbers the change, applies it and tells every listener. A listener that throws harms nobody else. */
  change: (change: NewChange) => void
  push: PushListener
  /** Returns the function that ends the listening. */
  listen: (listener: PushListener) => () => void
}

export const createFeed = (first: Snapshot, onListenerError: (error: unknown) => void): Feed => {
  let snapshot = first
  const listeners = new Set<PushListener>()
  const push: PushListener = (name, data) => {
    for (const listener of [...listeners]) {
      try {
        listener(name, data)
      } catch (error) {
        onListenerError(error)
      }
    }
  }
  return {
    snapshot: () => snapshot,
    change(change) {
      const numbered = { ...change, seq: snapshot.seq + 1 } as Change
      snapshot = reduce(snapshot, numbered) ?? snapshot
      push('state.changed', numbered)
    },
    push,
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
