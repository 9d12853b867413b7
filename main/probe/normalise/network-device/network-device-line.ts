import type { NetworkDeviceEvent } from '../../../contract/event.ts'
import { assemble, type Origin } from './assemble.ts'
import { formats } from './formats.ts'
import type { Format, Line } from './reading.ts'
import { readHeader } from './syslog-header.ts'
import type { TimeContext } from './timestamp.ts'

/** What the line itself does not tell. */
export type LineContext = {
  /** When it was received: ms since 1970. */
  receivedAt: number
  /** Year of lines that name none; left out: the latest that is not in the future. */
  year?: number
  /** Minutes that local time is ahead of UTC, for lines without a zone. Default 0. */
  offsetMinutes?: number
  /** Address it was sent from. */
  sender?: string
  /** Id of the source. Default `syslog`. */
  source?: string
}

// Longer lines exist (JSON with payloads), but nothing that matters comes later.
const readable = 16_000

const unreadable = (line: Line, raw: string, origin: Origin): NetworkDeviceEvent => ({
  at: new Date(line.header.time?.ms ?? origin.receivedAt).toISOString(),
  source: origin.source,
  category: 'network-device',
  vendor: '',
  product: '',
  format: 'unreadable',
  action: null,
  kind: 'unreadable',
  severity: line.header.severity,
  src: {},
  dst: {},
  observer: {
    ...(line.header.host && { name: line.header.host }),
    ...(origin.sender && { sender: origin.sender }),
  },
  timeFrom: line.header.time ? (line.header.time.zone === null ? 'line-without-zone' : 'line') : 'received',
  ingested: new Date(origin.receivedAt).toISOString(),
  raw,
})

/**
 * Normalises one line of a firewall, UTM, router, VPN box or storage box. Never throws and never drops: a line that
 * nothing recognises comes back as `unreadable` with its text. `among` limits the formats (for measurements). Pure.
 */
export const parseNetworkDeviceLine = (
  text: string,
  context: LineContext,
  among: readonly Format[] = formats,
): NetworkDeviceEvent => {
  const raw = text.replace(/[\r\n]+$/, '')
  // NULs and other control characters are a device's mistake; tabs are LEEF's delimiter.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const cut = raw.slice(0, readable).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]/g, ' ')
  const times: TimeContext = {
    receivedAt: context.receivedAt,
    offsetMinutes: context.offsetMinutes ?? 0,
    ...(context.year !== undefined && { year: context.year }),
  }
  const line: Line = { raw: cut, header: readHeader(cut, times), context: times }
  const origin: Origin = {
    source: context.source ?? 'syslog',
    receivedAt: context.receivedAt,
    ...(context.sender && { sender: context.sender }),
  }
  for (const format of among) {
    if (!format.matches(line)) continue
    const reading = format.read(line)
    if (!reading) continue
    const event = assemble(line, format.id, reading, origin)
    event.raw = raw
    return event
  }
  return unreadable(line, raw, origin)
}

/** Is this line a network device's and no plain Unix, Windows or application log's? */
const ofDevice = (text: string): boolean => {
  if (/"(?:EventID|winlog|Channel)"/.test(text)) return false
  const { format, vendor, src, dst } = parseNetworkDeviceLine(text, { receivedAt: 0, year: 2000 })
  if (format === 'unreadable' || format === 'unix-login') return false
  if (format !== 'generic') return true
  return (
    (src.address !== undefined && dst.address !== undefined) ||
    !['', 'Unix', 'Windows', 'ISC'].includes(vendor)
  )
}

/**
 * Do these first lines of a text file look like a network device's log? At least half must. Logs of a Unix server's
 * sign-ins alone do not count: other readers know more of them. Pure.
 */
export const looksLikeNetworkDeviceLog = (sample: readonly string[]): boolean => {
  const lines = sample.filter((l) => l.trim() !== '').slice(0, 50)
  return lines.length > 0 && lines.filter(ofDevice).length * 2 >= lines.length
}
