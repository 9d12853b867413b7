import type { NetworkDeviceEvent, NetworkEnd, NetworkReason } from '../../../contract/event.ts'
import type { Fields } from './fields.ts'
import type { SyslogHeader } from './syslog-header.ts'
import type { LineTime, TimeContext } from './timestamp.ts'

/** What a format gets to read. */
export type Line = {
  /** The whole line, cut to a length that is safe to search. */
  raw: string
  header: SyslogHeader
  context: TimeContext
}

/** What a format found. What it leaves open is filled from `fields` and `text` by the common rules. */
export type Reading = {
  vendor: string
  product: string
  /** Named values for the common table of names. */
  fields?: Fields
  /** Free text to search for addresses and words of meaning; left out: the line's message. Empty: nothing. */
  text?: string
  time?: LineTime | null
  action?: NetworkDeviceEvent['action']
  kind?: NetworkDeviceEvent['kind']
  outcome?: 'success' | 'failure'
  severity?: number | null
  src?: NetworkEnd
  dst?: NetworkEnd
  user?: string
  signature?: string
  code?: string
  reason?: NetworkReason
  /** The device's own name or address. */
  observer?: { name?: string; address?: string }
}

/** One normaliser: knows one format, pure. */
export type Format = {
  /** Stable, kebab-case. */
  id: string
  /** Cheap: is this line mine? */
  matches: (line: Line) => boolean
  /** Null: after all not mine, the next format may try. */
  read: (line: Line) => Reading | null
}
