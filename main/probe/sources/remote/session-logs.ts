import { statSync } from 'node:fs'
import type { Reason } from '../../../contract/state.ts'
import { type FilePosition, followFile } from '../../../ports/follow-file.ts'
import {
  type LoggedSession,
  logZone,
  readAnyDeskLine,
  readTeamViewerLine,
  sessionLogLines,
} from '../../normalise/remote-session-log.ts'
import type { Source, SourceContext } from '../source.ts'
import { findSessionLogs, type SessionLog } from './session-log-places.ts'

export type SessionLogsOptions = {
  platform: NodeJS.Platform
  env?: NodeJS.ProcessEnv
  /** A sandboxed root in tests. */
  root?: string
  /** Minutes that local time is ahead of UTC at a moment. */
  offsetMinutes?: (ms: number) => number
}

const placesEvery = 30_000
const lookEvery = 10_000
/** What is older (ms) when a log is read for the first time is history. */
const recent = 24 * 3600_000
/** A session is about 100 bytes: thousands of them. The rest of such a file, which its user may write, is nobody's log. */
const newest = 128 * 1024
/** Sessions told of one reading: the newest. */
const mostTold = 50
const mostRemembered = 1000
const readers = { anydesk: readAnyDeskLine, teamviewer: readTeamViewerLine }
const systemOffset = (ms: number) => -new Date(ms).getTimezoneOffset()

/** How far a log was read, and the time (ms) of its newest line, by which a log that was written anew is told apart. */
type Mark = FilePosition & { latest: number }
const readMarks = (stored: unknown): Map<string, Mark> => {
  const { files } = (stored ?? {}) as { files?: unknown }
  const entries = typeof files === 'object' && files !== null ? Object.entries(files) : []
  const whole = (m: Partial<Mark> | null) => [m?.inode, m?.offset, m?.latest].every(Number.isFinite)
  return new Map(entries.filter((e): e is [string, Mark] => whole(e[1]) && e[1].offset >= 0))
}

/**
 * Tells of the sessions that AnyDesk and TeamViewer say they let in. They mostly go through the maker's relay, where no
 * socket shows them. Goes on from its mark, so that sessions while the app was off are told too, dated by the log.
 */
export const createSessionLogs = (options: SessionLogsOptions): Source => {
  const { platform, env = process.env, root = '/', offsetMinutes = systemOffset } = options
  const id = `remote-sessions-${platform}`
  const followed = new Map<string, () => void>()
  let cancel = () => {}
  const stop = () => {
    cancel()
    for (const end of followed.values()) end()
    followed.clear()
  }

  const start = ({ clock, bookmark, emit, health, paths }: SourceContext) => {
    const startedAt = clock.now()
    const marks = readMarks(bookmark.read())
    const troubles = new Map<string, string>()
    const told = new Set<string>()
    let denied: string[] = []
    const say = () => {
      const [trouble] = troubles
      const [file] = denied
      let reason: Reason | null = null
      if (file !== undefined) reason = { code: 'no-permission', params: { file } }
      else if (trouble)
        reason = /^(?:EACCES|EPERM)$/.test(trouble[1])
          ? { code: 'no-permission', params: { file: trouble[0] } }
          : { code: 'log-unreadable' }
      health(reason ? 'partly' : 'watching', reason)
    }
    const tell = ({ tool, file }: SessionLog, session: LoggedSession, began: number) => {
      // An installed copy and its window may each keep the log.
      const key = `${tool} ${session.partner} ${session.name} ${began}`
      if (told.has(key)) return
      told.add(key)
      const [oldest] = told
      if (told.size > mostRemembered && oldest !== undefined) told.delete(oldest)
      // A clock that was wrong, or a hand that wrote it.
      const at = Math.min(began, clock.now())
      const { partner, name, method } = session
      emit({
        category: 'state',
        source: id,
        at: new Date(at).toISOString(),
        topic: 'remote-session',
        action: 'added',
        subject: tool,
        details: { tool, from: partner, name, method, log: file },
        ...(at < startedAt ? { caughtUp: true } : {}),
      })
    }
    const follow = (log: SessionLog) => {
      const { file, tool } = log
      const mark = marks.get(file) ?? { inode: 0, offset: 0, latest: startedAt - recent }
      let { latest } = mark
      let floor = Number.NEGATIVE_INFINITY
      const take = (sessions: readonly LoggedSession[]) => {
        const last = sessions.at(-1)
        if (!last) return
        const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? clock.now()
        const zone = logZone(last.written, changedAt, offsetMinutes(changedAt)) * 60_000
        const fresh = sessions.filter((s) => s.written - zone > floor)
        for (const s of fresh) latest = Math.max(latest, Math.min(s.written - zone, clock.now()))
        for (const s of fresh.filter((s) => s.accepted).slice(-mostTold)) tell(log, s, s.began - zone)
      }
      const end = followFile({
        file,
        clock,
        every: lookEvery,
        encoding: 'latin1',
        newest,
        // TeamViewer ends a line when it begins the next one.
        openEnd: true,
        from: mark,
        onLines(lines, position) {
          // Read from its beginning: new, or cut and written anew; what was read before is not told again.
          if (position.offset === 0) floor = Math.min(latest, clock.now())
          take(sessionLogLines(lines).flatMap((l) => readers[tool](l) ?? []))
          marks.set(file, { ...position, latest })
          bookmark.write({ files: Object.fromEntries(marks) })
        },
        onTrouble(code) {
          if (code === null || code === 'ENOENT') troubles.delete(file)
          else troubles.set(file, code)
          say()
        },
      })
      followed.set(file, end)
    }
    const look = () => {
      const found = findSessionLogs({ platform, env, root, home: paths.home })
      denied = found.denied
      for (const log of found.logs) if (!followed.has(log.file)) follow(log)
      say()
    }
    stop()
    cancel = clock.every(placesEvery, look)
    look()
  }
  return { id, start, stop }
}
