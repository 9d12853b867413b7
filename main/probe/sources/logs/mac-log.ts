import type { LineStream } from '../../../ports/run-command.ts'
import { readJsonLine } from '../../normalise/json-record.ts'
import type { Source, SourceContext } from '../source.ts'

const id = 'logs-mac'
const tool = '/usr/bin/log'
/** What rules can use: commands with rights, logins, Apple's own malware guard and its gate for new programs. */
const predicate = [
  ...['sudo', 'su', 'sshd', 'sshd-session', 'screensharingd', 'login', 'XprotectService', 'tccd'].map(
    (p) => `process == "${p}"`,
  ),
  ...['com.apple.xprotect', 'com.apple.syspolicy', 'com.apple.XProtectFramework.PluginAPI'].map(
    (s) => `subsystem == "${s}"`,
  ),
].join(' OR ')
/** The longest stretch that is caught up; reading more of the unified log takes minutes. */
const longestCatchUp = 86_400_000

/** Seconds since 1970 with `@`, which `log show --start` takes in any time zone. */
const startAt = (ms: number): string => `@${Math.floor(ms / 1000)}`

/** The unified log of macOS for rules: what was missed by `log show`, then live by `log stream`. */
export const createMacLog = (): Source => {
  let streams: LineStream[] = []
  let stopped = true
  return {
    id,
    start(context: SourceContext) {
      const { clock, run, bookmark, health, died } = context
      stopped = false
      const startedAt = clock.now()
      const mark = (bookmark.read() as { at?: unknown } | null)?.at
      const after = typeof mark === 'number' ? Math.max(mark, startedAt - longestCatchUp) : startedAt
      const take = (line: string, live: boolean) => {
        const event = readJsonLine(line, id, clock.now())
        if (event?.logsource.product !== 'macos') return
        const at = Date.parse(event.at)
        if (live ? at < startedAt : at <= after || at >= startedAt) return
        context.emit(live ? event : { ...event, caughtUp: true })
        if (live) bookmark.write({ at })
      }
      const args = ['--style', 'ndjson', '--info', '--predicate', predicate]
      if (after < startedAt)
        streams.push(
          run.lines(tool, ['show', ...args, '--start', startAt(after)], {
            onLine: (line) => take(line, false),
            onEnd({ code }) {
              if (!stopped && code !== 0) health('partly', { code: 'not-caught-up' })
            },
          }),
        )
      else bookmark.write({ at: startedAt })
      streams.push(
        run.lines(tool, ['stream', '--style', 'ndjson', '--level', 'info', '--predicate', predicate], {
          onLine: (line) => take(line, true),
          onEnd({ problem, stderr }) {
            if (stopped) return
            if (problem === 'not-found') health('cannot', { code: 'tool-missing', params: { tool: 'log' } })
            else died({ code: 'tool-ended', params: { tool: 'log', detail: stderr.slice(0, 200) } })
          },
        }),
      )
      health('watching')
    },
    stop() {
      stopped = true
      for (const stream of streams) stream.stop()
      streams = []
    },
  }
}
