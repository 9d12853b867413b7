import type { FieldValue, LogEvent } from '../../contract/event.ts'
import { readUnixLine } from './unix-log.ts'
import { nameAsSysmon } from './windows-alias.ts'

type Json = Readonly<Record<string, unknown>>

const isMap = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v)
const text = (v: unknown): string | undefined =>
  typeof v === 'string' ? v : typeof v === 'number' ? String(v) : undefined
const mostFields = 1000
const deepest = 8

const value = (v: unknown): FieldValue =>
  v === null || typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean'
    ? v
    : Array.isArray(v)
      ? v.slice(0, 100).map(value)
      : JSON.stringify(v)

/** Nested objects under dotted names, as Sigma rules for cloud logs spell them. */
const flatten = (given: Json): Record<string, FieldValue> => {
  const fields: Record<string, FieldValue> = Object.create(null)
  let count = 0
  const walk = (map: Json, prefix: string, depth: number) => {
    for (const [key, v] of Object.entries(map)) {
      if (isMap(v) && depth < deepest) walk(v, `${prefix}${key}.`, depth + 1)
      else if (count++ < mostFields) fields[prefix + key] = value(v)
    }
  }
  walk(given, '', 0)
  return fields
}

const timeOf = (...given: unknown[]): number | null => {
  for (const g of given) {
    const at = typeof g === 'string' ? Date.parse(g.replace(/ (?=[+-]\d{4}$)/, '')) : Number.NaN
    if (!Number.isNaN(at)) return at
  }
  return null
}

const readWindows = (raw: Json, source: string): LogEvent | null => {
  const fields = flatten(raw)
  const eventId = Number(fields.EventID)
  const channel = text(raw.Channel)
  const at = timeOf(raw.UtcTime, raw.TimeCreated, raw.SystemTime, raw['@timestamp'], raw.EventTime)
  if (!channel || !Number.isInteger(eventId) || at === null) return null
  const host = text(raw.Computer) ?? text(raw.Hostname)
  const event: LogEvent = {
    category: 'log',
    source,
    at: new Date(at).toISOString(),
    logsource: { product: 'windows' },
    channel,
    eventId,
    ...(host ? { host } : {}),
    fields,
  }
  nameAsSysmon(event, fields)
  return event
}

/**
 * Reads one line of JSON: journald (`journalctl -o json`), macOS (`log --style ndjson`), flat Windows records with `Channel`
 * and `EventID`, or any other object, which only rules without a product can meet. `now` (ms) stands in for a missing
 * time. Null where the line is no JSON object. Never throws. Pure.
 */
export const readJsonLine = (line: string, source: string, now: number): LogEvent | null => {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return null
  }
  if (!isMap(raw)) return null
  const micros = Number(raw._SOURCE_REALTIME_TIMESTAMP ?? raw.__REALTIME_TIMESTAMP)
  if (raw.MESSAGE !== undefined && Number.isFinite(micros) && Math.abs(micros) < 8.64e18)
    return readUnixLine(
      {
        product: 'linux',
        at: Math.floor(micros / 1000),
        host: text(raw._HOSTNAME) ?? '',
        program: text(raw.SYSLOG_IDENTIFIER) ?? text(raw._COMM) ?? null,
        message: text(raw.MESSAGE) ?? '',
      },
      source,
    )
  if (typeof raw.eventMessage === 'string' && raw.machTimestamp !== undefined)
    return readUnixLine(
      {
        product: 'macos',
        at: timeOf(raw.timestamp) ?? now,
        program: text(raw.processImagePath)?.split('/').at(-1) ?? null,
        message: raw.eventMessage,
      },
      source,
    )
  if (raw.Channel !== undefined && raw.EventID !== undefined) return readWindows(raw, source)
  const at = timeOf(raw['@timestamp'], raw.timestamp, raw.time, raw.eventTime) ?? now
  return {
    category: 'log',
    source,
    at: new Date(at).toISOString(),
    logsource: {},
    fields: flatten(raw),
    message: line,
  }
}
