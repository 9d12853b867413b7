import type { Reason } from '../../contract/state.ts'

/** Thrown while facts are gathered: the world gave no answer, and why. It ends as 「確認できませんでした」. */
export class CannotTell extends Error {
  readonly reason: Reason
  constructor(code: string, params?: Reason['params']) {
    super(`${code} ${JSON.stringify(params ?? {})}`)
    this.reason = { code, ...(params && { params }) }
  }
}

/** The reason in an error; a fault of our own is one too, never a verdict about the PC. */
export const reasonOf = (error: unknown): Reason =>
  error instanceof CannotTell ? error.reason : { code: 'check-failed' }
