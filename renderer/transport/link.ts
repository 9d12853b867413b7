import type { Transport } from '../../main/contract/api.ts'

/** Why nothing comes through: the app has ended, or it does not know this page any more (old link). */
export type LinkTrouble = 'gone' | 'refused'

/** A transport that also tells whether its line stands. */
export type PageTransport = Transport & {
  /** Calls `listener` at once where the state is known, and at every change. `null`: the line stands. */
  onLink: (listener: (trouble: LinkTrouble | null) => void) => () => void
}

/** A call that never reached the core. */
export class LinkError extends Error {
  readonly trouble: LinkTrouble
  constructor(trouble: LinkTrouble) {
    super(`the line to the app is ${trouble}`)
    this.trouble = trouble
  }
}
