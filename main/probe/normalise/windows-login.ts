import type { AuthenticationEvent, LogEvent } from '../../contract/event.ts'
import type { WindowsRecord } from './windows-event-xml.ts'

/** Logon types of 4624/4625 (Microsoft Learn, "Event 4624"): what stands behind the door that was knocked at. */
const services: Readonly<Record<string, string>> = {
  '2': 'local',
  '3': 'windows-network',
  '7': 'local',
  '8': 'windows-network',
  '10': 'rdp',
  '11': 'local',
}

const absent = new Set(['', '-', '::1', '127.0.0.1'])
const given = (value: string | undefined): string | null =>
  value === undefined || absent.has(value) ? null : value

/**
 * Security 4624 (signed in) or 4625 (failed) as an event; null for other ids, for services and batch jobs, and for
 * the machine's own accounts (their names end in `$`). Pure.
 */
export const readWindowsLogin = (
  record: Pick<WindowsRecord, 'eventId' | 'at' | 'data'>,
  source: string,
): AuthenticationEvent | null => {
  if (record.eventId !== 4624 && record.eventId !== 4625) return null
  const service = services[(record.data.LogonType ?? '').trim()]
  const user = given(record.data.TargetUserName)
  if (!service || record.at === null || user?.endsWith('$')) return null
  return {
    category: 'authentication',
    at: new Date(record.at).toISOString(),
    source,
    outcome: record.eventId === 4624 ? 'success' : 'failure',
    user,
    from: given(record.data.IpAddress),
    service,
  }
}

/** The same for a record of the Security log that was read as a log event; null for every other record. Pure. */
export const loginOfLogEvent = (event: LogEvent): AuthenticationEvent | null => {
  if (event.channel !== 'Security' || event.eventId === undefined) return null
  const data = Object.fromEntries(
    Object.entries(event.fields).filter((f): f is [string, string] => typeof f[1] === 'string'),
  )
  return readWindowsLogin({ eventId: event.eventId, at: Date.parse(event.at), data }, event.source)
}
