import type { Event, LogEvent, NetworkDeviceEvent } from '../contract/event.ts'
import { createAuditReader } from '../probe/normalise/audit-log.ts'
import { readAuthMessage } from '../probe/normalise/auth-message.ts'
import { readJsonLine } from '../probe/normalise/json-record.ts'
import {
  looksLikeNetworkDeviceLog,
  parseNetworkDeviceLine,
} from '../probe/normalise/network-device/network-device-line.ts'
import { readSyslogFileLine } from '../probe/normalise/syslog-file-line.ts'
import { readUnixLine } from '../probe/normalise/unix-log.ts'
import { readWindowsEvent } from '../probe/normalise/windows-event.ts'
import { loginOfLogEvent } from '../probe/normalise/windows-login.ts'

/** Kinds of recorded logs that `scan` reads. */
export type LogFormat = 'windows-xml' | 'audit' | 'ndjson' | 'syslog' | 'network-device'

/** Tells the format from the beginning of a file. Pure. */
export const formatOf = (start: string): LogFormat => {
  // A relay's PRI before the XML means that a device sent it.
  if (/<Event[\s>]/.test(start) && !/^\s*<\d{1,3}>/.test(start)) return 'windows-xml'
  const line = start.replace(/^\ufeff/, '').trimStart()
  if (looksLikeNetworkDeviceLog(line.slice(0, 50_000).split(/\r?\n/))) return 'network-device'
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

/** One line of the office's firewall, UTM or router. Unreadable ones are events too: kept, and counted as such. */
const readDevice = (line: string, now: number): NetworkDeviceEvent =>
  parseNetworkDeviceLine(line, { receivedAt: now, source, offsetMinutes: -new Date(now).getTimezoneOffset() })

/** "Maximum attempts exceeded" and the like tell of many tries in one line, which no single attempt stands for. */
const lockOuts = (line: string, now: number): Event[] => {
  const event = readDevice(line, now)
  return event.format === 'unix-login' && event.reason === 'repeated-failure' ? [event] : []
}

const readSyslog =
  (now: number): RecordReader =>
  (line) => {
    const { at, program, message } = readSyslogFileLine(line, now)
    if (at === null) {
      const event = readDevice(line, now)
      return event.format === 'unix-login' ? [event] : null
    }
    const event = readUnixLine({ product: 'linux', at, program, message }, source)
    const attempts = authEvents(event, message, program)
    return [event, ...attempts, ...(attempts.length === 0 ? lockOuts(line, now) : [])]
  }

/** Sign-ins of Windows too are told twice: as a record for rules, and as an attempt. */
const readWindows = (text: string): Event[] | null => {
  const event = readWindowsEvent(text, source)
  if (!event) return null
  const login = loginOfLogEvent(event)
  return login ? [event, login] : [event]
}

/** Makes the reader of a format. `now` (ms) gives lines without a year or time theirs. */
export const createRecordReader = (format: LogFormat, now: number): RecordReader => {
  switch (format) {
    case 'windows-xml':
      return readWindows
    case 'ndjson':
      return (text) => {
        const event = readJsonLine(text, source, now)
        return event && [event]
      }
    case 'audit':
      return createAuditReader(source).read
    case 'network-device':
      return (line) => [readDevice(line, now)]
    case 'syslog':
      return readSyslog(now)
  }
}
