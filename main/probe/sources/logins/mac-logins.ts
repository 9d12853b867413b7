import type { LineStream } from '../../../ports/run-command.ts'
import { readAuthMessage } from '../../normalise/auth-message.ts'
import { readMacLogRecord } from '../../normalise/mac-log-record.ts'
import type { Source, SourceContext } from '../source.ts'
import { emitAuth } from './emit-auth.ts'

const id = 'logins-mac'
const predicate = ['sshd', 'sshd-session', 'screensharingd', 'sudo', 'su']
  .map((p) => `process == "${p}"`)
  .join(' OR ')
const tool = '/usr/bin/log'
/** The longest stretch that is caught up; reading more of the unified log takes minutes. */
const longestCatchUp = 3 * 86_400_000

const pad = (n: number) => String(n).padStart(2, '0')
/** `log show --start` takes local time, `2026-11-23 08:05:09`. */
export const logTime = (ms: number): string => {
  const d = new Date(ms)
  return `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())} ${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}`
}

/** Logins on macOS from the unified log: what was missed by `log show`, then live by `log stream`. */
export const createMacLogins = (): Source => {
  let streams: LineStream[] = []
  let stopped = true
  let caughtUp = true
  const take = (context: SourceContext, line: string, after: number, startedAt: number) => {
    const record = readMacLogRecord(line)
    if (!record) return
    const at = record.at ?? context.clock.now()
    if (at <= after) return
    const attempt = readAuthMessage(record.message, record.program)
    if (attempt) emitAuth(context, id, attempt, at, startedAt)
    // While the past is still being read, the mark follows the past.
    if (caughtUp || at < startedAt) context.bookmark.write({ at: Math.max(at, after) })
  }
  return {
    id,
    start(context) {
      const { clock, run, bookmark, health, died } = context
      stopped = false
      const startedAt = clock.now()
      const mark = (bookmark.read() as { at?: unknown } | null)?.at
      const after = typeof mark === 'number' ? Math.max(mark, startedAt - longestCatchUp) : startedAt
      if (typeof mark !== 'number') bookmark.write({ at: startedAt })
      else {
        caughtUp = false
        const args = [
          'show',
          '--style',
          'ndjson',
          '--info',
          '--start',
          logTime(after),
          '--predicate',
          predicate,
        ]
        streams.push(
          run.lines(tool, args, {
            onLine: (line) => take(context, line, after, startedAt),
            onEnd({ code }) {
              caughtUp = true
              if (!stopped && code !== 0) health('partly', { code: 'not-caught-up' })
            },
          }),
        )
      }
      streams.push(
        run.lines(tool, ['stream', '--style', 'ndjson', '--level', 'info', '--predicate', predicate], {
          onLine: (line) => take(context, line, startedAt, startedAt),
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
