import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Snapshot } from '../../main/contract/state.ts'
import type { LinkTrouble } from '../transport/link.ts'

/** All that the page knows. The truth lies in the core; this is its last copy. */
export type PageState = {
  /** null until the first snapshot has come. */
  snapshot: Snapshot | null
  /** null while the line to the core stands. */
  trouble: LinkTrouble | 'nonsense' | null
}

export type PageStore = StoreApi<PageState>

/** An empty page store. */
export const createPageStore = (): PageStore =>
  createStore<PageState>(() => ({ snapshot: null, trouble: null }))
