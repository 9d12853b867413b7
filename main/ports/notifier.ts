import type { Severity } from '../contract/alert.ts'

/** One notification of the operating system. Plain words only; nothing technical. */
export type Notice = {
  /** Same id = same incident: a later one replaces the earlier. */
  id: string
  severity: Severity
  title: string
  body: string
  /** Buttons, in order; left out where the system cannot show any. */
  actions: readonly { id: string; label: string }[]
}

export type Notifier = {
  /**
   * Shows it. `onAction` gets the pressed button's id, or `open` for a click on the notice itself.
   * Resolves to how it was shown; `problem` says why it could not be.
   */
  show: (
    notice: Notice,
    onAction: (id: string) => void,
  ) => Promise<{ shown: boolean; problem: string | null }>
  /** Takes down what this app shows. */
  close: () => void
}
