import type { NetworkDeviceEvent } from '../../../contract/event.ts'
import { isAddress } from './address.ts'
import { bothEnds } from './both-ends.ts'
import { observerOf, userOf } from './end-names.ts'
import type { Fields } from './fields.ts'
import { addressesIn } from './free-text.ts'
import { timeIn } from './line-time.ts'
import { actionIn, actionOf, kindOf, kindText, outcomeOf, reasonOf, signatureOf } from './meaning.ts'
import type { Line, Reading } from './reading.ts'

/** What the parser knows besides the line itself. */
export type Origin = {
  /** Id of the source. */
  source: string
  /** When the line was received: ms since 1970. */
  receivedAt: number
  /** Address it was sent from. */
  sender?: string
}

const empty: Fields = new Map()

const zoneText = (minutes: number): string => {
  const a = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(a / 60)).padStart(2, '0')}:${String(a % 60).padStart(2, '0')}`
}

const timePart = (line: Line, reading: Reading, receivedAt: number) => {
  const time = reading.time ?? (reading.fields && timeIn(reading.fields, line.context)) ?? line.header.time
  if (!time) return { at: new Date(receivedAt).toISOString(), timeFrom: 'received' as const }
  const at = new Date(time.ms).toISOString()
  if (time.zone === null) return { at, timeFrom: 'line-without-zone' as const }
  return { at, timeFrom: 'line' as const, timezone: zoneText(time.zone) }
}

/** Makes the event of a reading: what the format left open comes from the common tables and the free text. Pure. */
export const assemble = (
  line: Line,
  format: string,
  reading: Reading,
  origin: Origin,
): NetworkDeviceEvent => {
  const { header } = line
  const fields = reading.fields ?? empty
  const text = reading.text ?? header.message
  const own = fields.size > 0 ? { ...observerOf(fields), ...reading.observer } : (reading.observer ?? {})
  const ends = bothEnds(reading, fields, text, [own.address])
  let { src, dst } = ends
  const about = kindText(fields) || text
  const kind = reading.kind ?? kindOf(about) ?? (src.address && dst.address ? 'traffic' : 'device-health')
  // In "login failed for admin: 10.0.0.1" the lone address is where somebody sat, whatever word stands before it.
  const person = kind === 'login' || kind === 'config-change'
  if (person && !src.address && ends.guessed) {
    src = { ...src, ...dst }
    dst = {}
  }
  const action =
    reading.action !== undefined ? reading.action : (actionIn(fields) ?? actionOf(text.slice(0, 500)))
  const outcome =
    reading.outcome ??
    (kind === 'login' || kind === 'vpn' ? outcomeOf(`${about} ${text.slice(0, 500)}`) : undefined)
  const user = reading.user ?? userOf(fields)
  const security = kind === 'malware' || kind === 'intrusion' || kind === 'bad-site'
  const signature = reading.signature ?? (security ? signatureOf(fields) : undefined)
  const reason =
    reading.reason ?? (kind === 'traffic' ? undefined : reasonOf(`${about} ${text.slice(0, 500)}`))
  const name = own.name ?? header.host ?? undefined
  const address = [own.address, header.host].find((a) => a && isAddress(a))
  const ip = addressesIn(line.raw)
  return {
    ...timePart(line, reading, origin.receivedAt),
    source: origin.source,
    category: 'network-device',
    vendor: reading.vendor,
    product: reading.product,
    format,
    action,
    kind,
    ...(outcome && { outcome }),
    severity:
      reading.severity !== undefined && reading.severity !== null ? reading.severity : header.severity,
    src,
    dst,
    ...(user && { user }),
    ...(signature && { signature }),
    ...(reading.code && { code: reading.code }),
    ...(reason && { reason }),
    observer: {
      ...(name && { name }),
      ...(address && { address }),
      ...(origin.sender && { sender: origin.sender }),
    },
    ...(ip.length > 0 && { related: { ip } }),
    ingested: new Date(origin.receivedAt).toISOString(),
    raw: line.raw,
  }
}
