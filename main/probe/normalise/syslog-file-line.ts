/** A line of a local syslog file, split. `at` is null where the line carries no readable time. */
export type SyslogFileLine = { at: number | null; program: string | null; message: string }

const iso =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)) (\S+) ([^\s:[]+)(?:\[\d+\])?: (.*)$/
const classic = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\S+) ([^\s:[]+)(?:\[\d+\])?: (.*)$/
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const day = 86_400_000

/**
 * Splits a line as rsyslog and syslog-ng write it to files: RFC 3339 time (RSYSLOG_FileFormat) or the classic
 * `Nov  3 08:05:09` in local time, which has no year: the latest year that does not lie ahead of `now` (ms) is taken.
 * A line without such a head is all message. Never throws. Pure.
 */
export const readSyslogFileLine = (text: string, now: number): SyslogFileLine => {
  const line = text.replace(/\r$/, '')
  const exact = iso.exec(line)
  if (exact) {
    const at = Date.parse(exact[1] ?? '')
    return { at: Number.isNaN(at) ? null : at, program: exact[3] ?? null, message: exact[4] ?? '' }
  }
  const old = classic.exec(line)
  const month = months.indexOf(old?.[1] ?? '')
  if (!old || month < 0) return { at: null, program: null, message: line }
  const [dayOfMonth, hour, minute, second] = [2, 3, 4, 5].map((i) => Number(old[i]))
  const inYear = (year: number) => new Date(year, month, dayOfMonth, hour, minute, second).getTime()
  const year = new Date(now).getFullYear()
  // A day of grace for a clock that was set back.
  const at = inYear(year) <= now + day ? inYear(year) : inYear(year - 1)
  return { at, program: old[7] ?? null, message: old[8] ?? '' }
}
