import type { LogEvent } from '../../../contract/event.ts'
import { firstReadable } from '../../../ports/first-readable.ts'
import { type FilePosition, followFile } from '../../../ports/follow-file.ts'
import { createAuditReader } from '../../normalise/audit-log.ts'
import { readJsonLine } from '../../normalise/json-record.ts'
import { readSyslogFileLine } from '../../normalise/syslog-file-line.ts'
import { readUnixLine } from '../../normalise/unix-log.ts'
import type { Source, SourceContext } from '../source.ts'

const id = 'logs-linux'
const lookEvery = 5000

/** Files of one kind, as the distributions place them; the first that is there counts. */
export type LinuxLogFiles = { audit: readonly string[]; text: readonly (readonly string[])[] }
const usual: LinuxLogFiles = {
  audit: ['/var/log/audit/audit.log'],
  text: [
    ['/var/log/auth.log', '/var/log/secure'],
    ['/var/log/syslog', '/var/log/messages'],
  ],
}

type Marks = { cursor?: unknown; files?: Record<string, unknown> }
const position = (mark: unknown): FilePosition | null => {
  const { inode, offset } = (mark ?? {}) as Record<string, unknown>
  return typeof inode === 'number' && typeof offset === 'number' && offset >= 0 ? { inode, offset } : null
}

export type LinuxLogOptions = {
  files?: LinuxLogFiles
  /** Can this user read the system's journal? Without an answer: no, so the text logs are read. */
  journal?: () => 'readable' | 'no-permission' | 'none'
}

/**
 * The Linux logs for rules: the journal where this user may read it, else the text logs; and the audit log where this
 * user may read it. Each goes on from its mark, through rotation.
 */
export const createLinuxLog = ({ files = usual, journal = () => 'none' }: LinuxLogOptions = {}): Source => {
  let stop = () => {}
  const start = (context: SourceContext): void => {
    const { clock, run, bookmark, health } = context
    const ends: (() => void)[] = []
    let stopped = false
    stop = () => {
      stopped = true
      for (const end of ends.splice(0)) end()
    }
    const startedAt = clock.now()
    const marks = (bookmark.read() ?? {}) as Marks
    const places: Record<string, unknown> = typeof marks.files === 'object' ? { ...marks.files } : {}
    let cursor = typeof marks.cursor === 'string' ? marks.cursor : null
    const remember = () => bookmark.write({ ...(cursor === null ? {} : { cursor }), files: places })
    const emit = (event: LogEvent) =>
      context.emit(Date.parse(event.at) < startedAt ? { ...event, caughtUp: true } : event)
    const denied: string[] = []
    /** Neither the journal nor a text log can be read: what is left tells too little. */
    let blind = false
    const follow = (names: readonly string[], read: (line: string) => void): boolean => {
      const found = firstReadable(names)
      if (!found?.readable) {
        if (found) denied.push(found.file)
        return false
      }
      const { file } = found
      const end = followFile({
        file,
        clock,
        every: lookEvery,
        from: position(places[file]),
        onLines(lines, at) {
          lines.forEach(read)
          places[file] = at
          remember()
        },
        onTrouble(code) {
          if (code === null || blind) tell()
          else
            health('partly', { code: code === 'EACCES' ? 'no-permission' : 'log-missing', params: { file } })
        },
      })
      ends.push(end)
      return true
    }
    const tell = () => {
      const refused = { code: 'no-permission', params: { file: denied.join(', ') } }
      if (blind)
        health('cannot', denied.length > 0 ? refused : { code: 'log-missing', params: { file: 'syslog' } })
      else if (denied.length > 0) health('partly', refused)
      else health('watching')
    }
    const followText = () => {
      const read = (line: string) => {
        const { at, program, message } = readSyslogFileLine(line, clock.now())
        emit(readUnixLine({ product: 'linux', at: at ?? clock.now(), program, message }, id))
      }
      const opened = files.text.map((names) => follow(names, read))
      blind = !opened.includes(true)
      tell()
    }
    const audit = createAuditReader(id)
    follow(files.audit, (line) => audit.read(line)?.forEach(emit))
    const access = journal()
    if (access !== 'readable') {
      if (access === 'no-permission') denied.push('journald')
      followText()
      return
    }
    const place = cursor === null ? ['--lines', '0'] : ['--after-cursor', cursor, '--no-tail']
    let lines = 0
    const stream = run.lines('journalctl', ['--output=json', '--follow', ...place], {
      onLine(line, cut) {
        lines += 1
        const event = cut ? null : readJsonLine(line, id, clock.now())
        if (!event) return
        emit(event)
        const found = /"__CURSOR"\s*:\s*"([^"]{1,500})"/.exec(line)?.[1]
        if (found !== undefined) {
          cursor = found
          remember()
        }
      },
      onEnd({ problem, stderr }) {
        if (stopped) return
        // A cursor that the journal does not know any more must not keep the source from ever starting again.
        if (lines === 0) cursor = null
        remember()
        if (problem === 'not-found' || lines === 0) followText()
        else
          context.died({ code: 'tool-ended', params: { tool: 'journalctl', detail: stderr.slice(0, 200) } })
      },
    })
    ends.push(() => stream.stop())
    tell()
  }
  return {
    id,
    start,
    stop: () => stop(),
  }
}
