import { followMacLog } from '../../../ports/mac-log-lines.ts'
import { readAuthMessage } from '../../normalise/auth-message.ts'
import { readMacLogRecord } from '../../normalise/mac-log-record.ts'
import type { Source, SourceContext } from '../source.ts'
import { emitAuth } from './emit-auth.ts'

const id = 'logins-mac'
const predicate = ['sshd', 'sshd-session', 'screensharingd', 'sudo', 'su']
  .map((p) => `process == "${p}"`)
  .join(' OR ')
/** The longest stretch that is caught up; reading more of the unified log takes minutes. */
const longestCatchUp = 3 * 86_400_000

/** Logins on macOS from the unified log: what was missed by `log show`, then live by `log stream`. */
export const createMacLogins = (): Source => {
  let stop = () => {}
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
      const startedAt = clock.now()
      const mark = (bookmark.read() as { at?: unknown } | null)?.at
      const after = typeof mark === 'number' ? Math.max(mark, startedAt - longestCatchUp) : startedAt
      const missed = typeof mark === 'number'
      caughtUp = !missed
      if (!missed) bookmark.write({ at: startedAt })
      stop = followMacLog(run, {
        predicate,
        since: missed ? after : null,
        onLine: (line, live) => take(context, line, live ? startedAt : after, startedAt),
        onCaughtUp(whole) {
          caughtUp = true
          if (!whole) health('partly', { code: 'not-caught-up' })
        },
        onEnd(why, detail) {
          if (why === 'not-found') health('cannot', { code: 'tool-missing', params: { tool: 'log' } })
          else died({ code: 'tool-ended', params: { tool: 'log', detail } })
        },
      })
      health('watching')
    },
    stop: () => stop(),
  }
}
