import type { Event, LogEvent } from '../contract/event.ts'
import { createAuditReader } from '../probe/normalise/audit-log.ts'
import { readAuthMessage } from '../probe/normalise/auth-message.ts'
import { readJsonLine } from '../probe/normalise/json-record.ts'
import { readSyslogFileLine } from '../probe/normalise/syslog-file-line.ts'
import { readUnixLine } from '../probe/normalise/unix-log.ts'
import { readWindowsEvent } from '../probe/normalise/windows-event.ts'

/** Kinds of recorded logs that `scan` reads. */
export type LogFormat = 'windows-xml' | 'audit' | 'ndjson' | 'syslog'

/** Tells the format from the beginning of a file. Pure. */
export const formatOf = (start: string): LogFormat => {
  if (/<Event[\s>]/.test(start)) return 'windows-xml'
  const line = start.replace(/^\ufeff/, '').trimStart()
  if (line.startsWith('{')) return 'ndjson'
  return /^(?:node=\S+ )?type=\S+ msg=audit\(/.test(line) ? 'audit' : 'syslog'
}

/** Turns one record's text into events; null where it cannot be read. */
export type RecordReader = (text: string) => Event[] | null

const source = 'scan'

/** Attempts to sign in are events of their own, for the detector of password guessing. */
const authEvents = (event: LogEvent, message: string, program: string | null): Event[] => {
  const attempt = readAuthMessage(message, program)
  if (!attempt) return []
  const { times, ...rest } = attempt
  return Array.from({ length: Math.min(times, 1000) }, () => ({
    category: 'authentication' as const,
    at: event.at,
    source,
    ...rest,
  }))
}

const readSyslog =
  (now: number): RecordReader =>
  (line) => {
    const { at, program, message } = readSyslogFileLine(line, now)
    if (at === null) return null
    const event = readUnixLine({ product: 'linux', at, program, message }, source)
    return [event, ...authEvents(event, message, program)]
  }

/** Makes the reader of a format. `now` (ms) gives lines without a year or time theirs. */
export const createRecordReader = (format: LogFormat, now: number): RecordReader => {
  const one = (event: LogEvent | null) => (event ? [event] : null)
  switch (format) {
    case 'windows-xml':
      return (text) => one(readWindowsEvent(text, source))
    case 'ndjson':
      return (text) => one(readJsonLine(text, source, now))
    case 'audit':
      return createAuditReader(source).read
    case 'syslog':
      return readSyslog(now)
  }
}
