/** A moment that a line tells. */
export type LineTime = {
  /** Milliseconds since 1970, UTC. */
  ms: number
  /** Minutes ahead of UTC as the line says; null: it does not say, the assumed offset was used. */
  zone: number | null
}

/** What cannot be read off a line: when it came, the local offset, and the year of lines without one. */
export type TimeContext = {
  receivedAt: number
  /** Minutes ahead of UTC where a line names no zone. */
  offsetMinutes: number
  /** Fixed year for lines without one; else the latest year that is not more than two days ahead. */
  year?: number
}

const months: Readonly<Record<string, number>> = Object.fromEntries(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((m, i) => [m, i]),
)
// Only names that mean one offset: IST, CST and BST do not.
// biome-ignore format: a table
const zones: Readonly<Record<string, number>> = {
  z: 0, utc: 0, gmt: 0, wet: 0, west: 60, cet: 60, cest: 120, eet: 120, eest: 180, msk: 180,
  jst: 540, kst: 540, est: -300, edt: -240, pst: -480, pdt: -420, mst: -420, akst: -540, akdt: -480, hst: -600,
}

/** Offset in minutes of `Z`, `+09:00`, `+0900`, `-07`, `JST`; null where it is none of those. Pure. */
export const zoneMinutes = (text: string | undefined): number | null => {
  if (!text) return null
  const m = /^(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})?$/i.exec(text)
  if (m) return (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3] ?? 0))
  return zones[text.toLowerCase()] ?? null
}

type Parts = { y: number; mo: number; d: number; h: number; mi: number; s: number; frac?: string }

const make = (p: Parts, zone: number | null, context: TimeContext): LineTime | null => {
  const { y, mo, d, h, mi, s } = p
  if (mo < 0 || mo > 11 || d < 1 || d > 31 || h > 24 || mi > 59 || s > 60 || y < 1990 || y > 2100) return null
  const ms = p.frac ? Math.floor(Number(`0.${p.frac}`) * 1000) : 0
  const utc = Date.UTC(y, mo, d, h, mi, s, ms)
  return { ms: utc - (zone ?? context.offsetMinutes) * 60_000, zone }
}

const iso =
  /^(\d{4})[-/:](\d{1,2})[-/:](\d{1,2})(?:[T ]+|,|-)(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?: ?(Z|[+-]\d{2}:?\d{2}|(?:UTC|GMT|JST)\b))?/
const named =
  /^[.*%]?(?:(\d{4}) )?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?([A-Za-z]{3}) +(\d{1,2})(?: (\d{4}))?,? (\d{1,2}):(\d{2}):(\d{2})(?:[.,:](\d{1,9}|X)\b)?(?: (\d{4})\b)?(?: (UTC|Z|[A-Z]{1,4}T|[+-]\d{2}:?\d{2})\b(?=[ :]|$))?/
const apache =
  /^(\d{1,2})[/ ]([A-Za-z]{3})[/ ](\d{4})[: ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?: ([+-]\d{4}))?/

/** Milliseconds of digits that are seconds, milliseconds, microseconds or nanoseconds since 1970. Pure. */
export const epochMs = (text: string): number | null => {
  const m = /^(\d{10})(\d{0,9})(?:\.(\d+))?$/.exec(text)
  if (!m) return null
  const digits = m[2]!.length
  if (digits !== 0 && digits !== 3 && digits !== 6 && digits !== 9) return null
  const fraction = digits ? m[2]! : (m[3] ?? '')
  return Number(m[1]) * 1000 + Math.floor(Number(`0.${fraction || '0'}`) * 1000)
}

const yearFor = (mo: number, d: number, context: TimeContext): number => {
  if (context.year !== undefined) return context.year
  const y = new Date(context.receivedAt).getUTCFullYear()
  // A line of 31 December read on 1 January; and a device clock two days ahead is still this year's.
  const candidates = [y + 1, y, y - 1]
  return candidates.find((c) => Date.UTC(c, mo, d) <= context.receivedAt + 2 * 86_400_000) ?? y
}

/** Reads a time at the very start of `text`; `length` is how much of it the time takes. Null where there is none. Pure. */
export const timeAtStart = (
  text: string,
  context: TimeContext,
): { time: LineTime; length: number } | null => {
  const c = text.charCodeAt(0)
  const digit = c >= 48 && c <= 57
  if (digit) {
    const m = iso.exec(text)
    if (m) {
      const time = make(
        { y: +m[1]!, mo: +m[2]! - 1, d: +m[3]!, h: +m[4]!, mi: +m[5]!, s: +m[6]!, frac: m[7] },
        zoneMinutes(m[8]),
        context,
      )
      return time && { time, length: m[0].length }
    }
    const a = apache.exec(text)
    if (a) {
      const mo = months[a[2]!.toLowerCase()] ?? -1
      const time = make(
        { y: +a[3]!, mo, d: +a[1]!, h: +a[4]!, mi: +a[5]!, s: +a[6]!, frac: a[7] },
        zoneMinutes(a[8]),
        context,
      )
      return time && { time, length: a[0].length }
    }
  }
  const m = named.exec(text)
  if (!m) return null
  const mo = months[m[2]!.toLowerCase()] ?? -1
  const d = Number(m[3])
  if (mo < 0) return null
  const y = Number(m[1] ?? m[4] ?? m[9] ?? yearFor(mo, d, context))
  const frac = m[8] === 'X' ? undefined : m[8]
  const time = make({ y, mo, d, h: +m[5]!, mi: +m[6]!, s: +m[7]!, frac }, zoneMinutes(m[10]), context)
  return time && { time, length: m[0].length }
}

/** Reads a whole value as a time: a date text or digits since 1970. Null where it is none. Pure. */
export const parseTime = (text: string, context: TimeContext): LineTime | null => {
  const epoch = epochMs(text)
  if (epoch !== null) return { ms: epoch, zone: 0 }
  return timeAtStart(text.trim(), context)?.time ?? null
}
