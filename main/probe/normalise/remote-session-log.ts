/** One incoming session as a remote-control tool's own log tells it. Times are as written: ms as if the zone were UTC. */
export type LoggedSession = {
  /** Was somebody let in? */
  accepted: boolean
  /** Number or name of the other side with the maker; null where the line has none. */
  partner: string | null
  /** What the other side calls itself; null where the line has none. */
  name: string | null
  /** How it was let in, or what for: the log's own word. */
  method: string
  began: number
  /** When the line was written; at the latest, where the log tells minutes only. */
  written: number
}

const longest = 2000
const wide = (line: string) => line.includes('\0')
const bytesOf = (line: string) => Buffer.from(line, 'latin1')
const utf8 = new TextDecoder('utf-8', { fatal: true })
const shiftJis = new TextDecoder('shift_jis')
const utf16 = new TextDecoder('utf-16le')
const narrowText = (line: string): string => {
  try {
    return utf8.decode(bytesOf(line))
  } catch {
    return shiftJis.decode(bytesOf(line))
  }
}

/**
 * Text of lines that were cut at the byte 0A and kept one character a byte. UTF-16 (AnyDesk on Windows): each line begins
 * with the second half of the line end before it; one that does not was cut within a character such as 上 (4E0A) and
 * is put together again. Else UTF-8, or CP932. Never throws. Pure.
 */
export const sessionLogLines = (lines: readonly string[]): string[] => {
  if (!lines.some(wide)) return lines.map((l) => narrowText(l.slice(0, longest)))
  const whole: string[] = []
  for (const line of lines)
    if (whole.length === 0 || line.startsWith('\0') || line === '') whole.push(line)
    else whole.push(`${whole.pop()}\n${line}`)
  return whole.map((l) => utf16.decode(bytesOf(l.slice(0, 2 * longest).replace(/^\0/, ''))))
}

const time = (year: string, month: string, day: string, hour: string, minute: string, second = '0') => {
  const ms = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second)
  const d = new Date(ms)
  const real = d.getUTCMonth() === +month - 1 && d.getUTCDate() === +day && d.getUTCHours() === +hour
  return real && +minute < 60 && +second < 60 ? ms : null
}
/** What somebody else wrote, for showing: without what is invisible or turns text round, and short. */
const shown = (text: string | undefined): string | null =>
  [...(text ?? '').replace(/\p{C}/gu, '').trim()].slice(0, 100).join('') || null

/**
 * A line of AnyDesk's `connection_trace.txt`: direction, date and minute, how it was let in (`User`, `Token`, `Passwd`) or
 * `REJECTED`, alias, number. (AnyDesk's help, "Connection log".) It is written when the session begins. Null for other
 * lines, outgoing ones too. Pure.
 */
export const readAnyDeskLine = (line: string): LoggedSession | null => {
  const found = /^\s*Incoming\s+(\d{4})-(\d\d)-(\d\d),\s*(\d\d):(\d\d)\s+(\S+)(.*)$/.exec(line.trim())
  if (!found) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', method = '', rest = ''] = found
  const began = time(year, month, day, hour, minute)
  if (began === null) return null
  const columns = rest.trim().split(/\s{2,}|\t/)
  const partner = shown(columns.at(-1)?.split(/\s/).at(-1))
  const name = shown(columns.length > 1 ? columns[0] : rest.trim().split(/\s/)[0])
  return {
    accepted: method.toUpperCase() !== 'REJECTED',
    partner,
    name: name === partner ? null : name,
    method: shown(method) ?? '',
    began,
    written: began + 59_999,
  }
}

const day = /^(\d\d)-(\d\d)-(\d{4}) (\d\d):(\d\d):(\d\d)$/
const dayTime = (text = '') => {
  const [, d = '', month = '', year = '', hour = '', minute = '', second = ''] = day.exec(text.trim()) ?? []
  return year === '' ? null : time(year, month, d, hour, minute, second)
}

/**
 * A line of TeamViewer's `Connections_incoming.txt`, columns parted by tabs: number, name, begin, end, account here, kind
 * (`RemoteControl`, `Filetransfer`, …), id. It is written when the session has ended. Null for other lines. Pure.
 */
export const readTeamViewerLine = (line: string): LoggedSession | null => {
  const [partner, name, begin, end, , kind] = line.split('\t')
  const began = dayTime(begin)
  const written = dayTime(end)
  if (began === null || written === null || !/^\d{1,20}$/.test(partner?.trim() ?? '')) return null
  return {
    accepted: true,
    partner: shown(partner),
    name: shown(name),
    method: shown(kind) ?? '',
    began,
    written,
  }
}

/**
 * Minutes that a log's times are ahead of UTC: the makers write UTC, older versions may have written local time. The line
 * written last tells: its time is that of the file's last change in one of the two. Cannot tell: UTC. Pure.
 */
export const logZone = (written: number, changedAt: number, localMinutes: number): number =>
  Math.abs(changedAt - (written - localMinutes * 60_000)) + 5 * 60_000 < Math.abs(changedAt - written)
    ? localMinutes
    : 0
