import type { RunCommand } from './run-command.ts'

const tool = '/usr/bin/log'

export type MacLogFollow = {
  /** NSPredicate that chooses the records, as `log(1)` takes it. */
  predicate: string
  /** Milliseconds since 1970 after which the past is read first; null: only what comes from now on. */
  since: number | null
  /** One line in ndjson style; `live` tells the stream from the past. Both may give a record of the moment between. */
  onLine: (line: string, live: boolean) => void
  /** The past has been read, or could not be (`whole` false). Called once, only where `since` was given. */
  onCaughtUp: (whole: boolean) => void
  /** The stream ended, though nobody stopped it: the tool is not there, or it gave up. */
  onEnd: (why: 'not-found' | 'ended', detail: string) => void
}

/**
 * Follows the unified log of macOS: what was missed by `log show`, and at the same time live by `log stream`. Returns
 * how to stop; nothing is called after that but lines already read.
 */
export const followMacLog = (run: Pick<RunCommand, 'lines'>, follow: MacLogFollow): (() => void) => {
  const { predicate, since, onLine, onCaughtUp, onEnd } = follow
  const style = ['--style', 'ndjson']
  let stopped = false
  const past =
    since === null
      ? null
      : run.lines(
          tool,
          // `@` and seconds since 1970 mean the same in every time zone.
          ['show', ...style, '--info', '--start', `@${Math.floor(since / 1000)}`, '--predicate', predicate],
          {
            onLine: (line) => onLine(line, false),
            onEnd: ({ code }) => {
              if (!stopped) onCaughtUp(code === 0)
            },
          },
        )
  const live = run.lines(tool, ['stream', ...style, '--level', 'info', '--predicate', predicate], {
    onLine: (line) => onLine(line, true),
    onEnd: ({ problem, stderr }) => {
      if (stopped) return
      // A past that goes on without the stream would have the caller say again that it can see.
      stopped = true
      past?.stop()
      onEnd(problem === 'not-found' ? 'not-found' : 'ended', stderr.slice(0, 200))
    },
  })
  return () => {
    stopped = true
    past?.stop()
    live.stop()
  }
}
