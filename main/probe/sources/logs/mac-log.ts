import { followMacLog } from '../../../ports/mac-log-lines.ts'
import { readJsonLine } from '../../normalise/json-record.ts'
import type { Source, SourceContext } from '../source.ts'

const id = 'logs-mac'
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

/** The unified log of macOS for rules: what was missed by `log show`, then live by `log stream`. */
export const createMacLog = (): Source => {
  let stop = () => {}
  return {
    id,
    start(context: SourceContext) {
      const { clock, run, bookmark, health, died } = context
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
      const missed = after < startedAt
      if (!missed) bookmark.write({ at: startedAt })
      stop = followMacLog(run, {
        predicate,
        since: missed ? after : null,
        onLine: take,
        onCaughtUp(whole) {
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
