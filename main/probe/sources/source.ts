import type { Event } from '../../contract/event.ts'
import type { Reason, SourceHealth } from '../../contract/state.ts'
import { type Clock, sharedDelay } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Paths } from '../../ports/paths.ts'
import type { RunCommand } from '../../ports/run-command.ts'

/** Remembers how far a source has read, so that nothing is read twice and nothing is missed while the app was off. */
export type Bookmark = {
  /** Any JSON; null when there is none yet or the old one was damaged and put aside. */
  read: () => unknown
  write: (value: unknown) => void
}

/** What the probe gives a source to work with. */
export type SourceContext = {
  clock: Clock
  run: RunCommand
  log: Log
  paths: Paths
  bookmark: Bookmark
  /** Hands one observation to the pipeline. Cheap; never throws. */
  emit: (event: Event) => void
  /** Says how well the source is watching; call it whenever that changes. */
  health: (state: SourceHealth['state'], reason?: Reason | null) => void
  /** The source has died and wants to be restarted (the probe does so, with back-off). Call at most once a start. */
  died: (reason: Reason) => void
}

/**
 * One place the probe watches. `start` returns at once and reports through the context; a rejected or thrown
 * start counts as died. After `stop` nothing may be emitted.
 */
export type Source = {
  /** Stable, kebab-case: `guard-documents`, `login-journald`. */
  id: string
  start: (context: SourceContext) => Promise<void> | void
  stop: () => Promise<void> | void
}

export type LookingSourceOptions = {
  id: string
  /** Milliseconds from the end of one look to the next, about: wake-ups are shared with other watchers. */
  every: number
  /**
   * Sets up the memory of one start and returns the look. `over` says that the source was stopped meanwhile. A look
   * that gives `'enough'` is the last one; one that rejects counts as died.
   */
  begin: (context: SourceContext, over: () => boolean) => () => Promise<unknown>
}

/** Makes a source that looks at something again and again, the first time at once. */
export const createLookingSource = ({ id, every, begin }: LookingSourceOptions): Source => {
  let end = () => {}
  return {
    id,
    start(context) {
      const { clock, died } = context
      let over = false
      let cancel = () => {}
      end = () => {
        over = true
        cancel()
      }
      const look = begin(context, () => over)
      const round = () => {
        look().then(
          (answer) => {
            if (!over && answer !== 'enough')
              cancel = clock.after(sharedDelay(clock.monotonic(), every), round)
          },
          (error: unknown) => {
            if (!over) died({ code: 'stopped-working', params: { detail: String(error).slice(0, 200) } })
          },
        )
      }
      round()
    },
    stop: () => end(),
  }
}
