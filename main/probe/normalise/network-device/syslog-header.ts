import { isAddress } from './address.ts'
import type { Fields } from './fields.ts'
import { epochMs, type LineTime, type TimeContext, timeAtStart } from './timestamp.ts'

/** What stands before the message: RFC 5424, RFC 3164 and what devices make of them. */
export type SyslogHeader = {
  /** 0–7 from a valid PRI; null where there is none or it is wrong. */
  severity: number | null
  facility: number | null
  time: LineTime | null
  host: string | null
  app: string | null
  msgid: string | null
  /** Structured data of RFC 5424. */
  data: Fields | null
  message: string
}

const headerLimit = 400
const starters =
  /^(?:(?:DROP|ALLOW|DENY|ACCEPT|BLOCK|REJECT|PASS|INFO-EVENTS-LOST)\s|CEF:|LEEF:|%|\{|\[|<|[\w.-]+=|\d+,)/

/** Reads `[id key="value" …]…` at `from`. Returns the fields and where the message starts. Pure. */
export const structuredData = (text: string, from: number): { fields: Fields; end: number } | null => {
  if (text[from] !== '[') return null
  const fields = new Map<string, string>()
  let at = from
  while (text[at] === '[') {
    const id = /\[[^\s\]="]{1,64}/y
    id.lastIndex = at
    if (!id.test(text)) return null
    at = id.lastIndex
    const pair = /\s+([\w.:@/-]+)="((?:[^"\\]|\\[\s\S])*)"/y
    for (;;) {
      pair.lastIndex = at
      const m = pair.exec(text)
      if (!m) break
      at = pair.lastIndex
      const key = m[1]!.toLowerCase().replace(/[^a-z0-9]/g, '')
      if (!fields.has(key)) fields.set(key, m[2]!.replace(/\\(["\\\]])/g, '$1'))
    }
    const close = /\s*;?\s*\]/y
    close.lastIndex = at
    if (!close.test(text)) return null
    at = close.lastIndex
  }
  return { fields, end: at }
}

const version5424 = /^1 (?=(\S{1,64}) )/
const nil = (s: string | undefined): string | null => (s === undefined || s === '-' || s === '' ? null : s)

const read5424 = (
  rest: string,
  context: TimeContext,
  base: Pick<SyslogHeader, 'severity' | 'facility'>,
): SyslogHeader | null => {
  const v = version5424.exec(rest)
  if (!v) return null
  const stamp = v[1]!
  const epoch = epochMs(stamp)
  const found =
    epoch === null ? timeAtStart(stamp, context) : { time: { ms: epoch, zone: 0 }, length: stamp.length }
  if (!found && stamp !== '-' && !/^X/.test(stamp)) return null
  const tokens = rest.slice(2, headerLimit).split(' ', 6)
  const [, host, app, proc, msgid] = tokens
  const start = 2 + tokens.slice(0, 5).join(' ').length + 1
  // Meraki and others write version 1 but no further header: the fifth word then belongs to the message.
  const proper =
    proc !== undefined &&
    msgid !== undefined &&
    /^(?:-|[\w.:/-]{1,128})$/.test(proc) &&
    (rest[start] === '-' || rest[start] === '[' || proc === '-' || /^\d+$/.test(proc))
  if (!proper) {
    const hostEnd = 2 + stamp.length + 1 + (host?.length ?? 0) + 1
    return {
      ...base,
      time: found?.time ?? null,
      host: nil(host),
      app: null,
      msgid: null,
      data: null,
      message: rest.slice(hostEnd),
    }
  }
  const data = structuredData(rest, start)
  const message = data
    ? rest.slice(data.end)
    : rest[start] === '-'
      ? rest.slice(start + 1)
      : rest.slice(start)
  return {
    ...base,
    time: found?.time ?? null,
    host: nil(host),
    app: nil(app),
    msgid: nil(msgid),
    data: data?.fields ?? null,
    message: message.trimStart(),
  }
}

/**
 * Takes the header off a line. Never throws; what it does not recognise stays in the message.
 * Handles a wrong PRI, no PRI, no host, ISO and epoch times, Cisco's sequence numbers and `host: ` before the time. Pure.
 */
export const readHeader = (line: string, context: TimeContext): SyslogHeader => {
  let severity: number | null = null
  let facility: number | null = null
  let rest = line
  const pri = /^\s*<(\d{1,3})>/.exec(line)
  if (pri) {
    rest = line.slice(pri[0].length)
    const n = Number(pri[1])
    if (n <= 191) {
      severity = n & 7
      facility = n >> 3
    }
  }
  const full = read5424(rest, context, { severity, facility })
  if (full) return full
  let time: LineTime | null = null
  let host: string | null = null
  rest = rest.replace(/^[\s:]+/, '')
  let found = timeAtStart(rest, context)
  if (!found) {
    // Cisco: `84027: `, `host: `, `host: 022546: `, `: X ` before the time.
    const lead =
      /^(?:(\d+): )?(?:([\w.-]+): )?(?:\d+: )?(?:X )?(?=[.*]?(?:[A-Z][a-z]{2} +\d|\d{4} [A-Z][a-z]{2}))/.exec(
        rest,
      )
    if (lead?.[0]) {
      found = timeAtStart(rest.slice(lead[0].length), context)
      if (found) {
        host = lead[2] ?? null
        rest = rest.slice(lead[0].length)
      }
    }
  }
  if (found) {
    time = found.time
    rest = rest.slice(found.length).replace(/^(?:\s*:)?\s+|^:/, '')
  }
  if (found && !host && !starters.test(rest)) {
    const m = /^([\w.:/,-]{1,255})\s+(?=\S)/.exec(rest)
    const client = m !== null && /^(?:\d{1,3}\.){3}\d{1,3}:\d+$/.test(m[1]!)
    if (
      m &&
      !client &&
      !(m[1]!.endsWith(':') && !isAddress(m[1]!.slice(0, -1)) && !rest.slice(m[0].length).startsWith('%'))
    ) {
      host = m[1]!.replace(/:$/, '')
      rest = rest.slice(m[0].length).replace(/^: /, '')
      // `user.info host app: …`: the first word was the facility.
      const facility = /^(?:kern|user|mail|daemon|auth|authpriv|syslog|cron|local\d)\.\w+$/.test(host)
        ? /^([\w.-]+)\s+(?=\S)/.exec(rest)
        : null
      if (facility) {
        host = facility[1]!
        rest = rest.slice(facility[0].length)
      }
    }
  }
  const app =
    /^(?:(?:info|notice|warning|warn|err|error|crit|alert|emerg|debug) )?([A-Za-z_/][\w./-]{0,80}?)(?:\([\w.-]+\))?(?:\[([\w-]*)\])?:(?=\s|$)\s*/.exec(
      rest,
    )
  if (app && !rest.startsWith('CEF:') && !rest.startsWith('LEEF:')) rest = rest.slice(app[0].length)
  return { severity, facility, time, host, app: app?.[1] ?? null, msgid: null, data: null, message: rest }
}
