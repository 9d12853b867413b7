import type { Event } from '../../contract/event.ts'
import type { Reason, SourceHealth } from '../../contract/state.ts'
import type { Clock } from '../../ports/clock.ts'
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
