/** One list being read line by line. */
export type BlockListReader = {
  /** Entries of one line: addresses, names or URLs as they are written. Never throws. */
  line: (line: string) => string[]
  /** The latest time that the list tells of itself (`YYYY-MM-DD hh:mm`); null where it tells none. */
  latest: () => string | null
}

/** What is looked at of a line, in characters: no known list has longer ones. */
const longestLine = 4000
const mostFields = 40
/** A list tells its columns before this many lines have passed. */
const headingWithin = 30
/** ThreatFox says how sure it is (0–100); below this too much is wrong. */
const sureFrom = 75

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:]+)$/
const domain = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*$/i
/** The host of what stands in a list: `http://a.example/x`, `192.0.2.1:443`, `a.example`. */
const hostOf = (text: string): string | null => {
  const bare = text
    .replace(/^(?:https?|hxxps?|ftp):\/\//i, '')
    .replaceAll('[.]', '.')
    .replace(/[/?#].*$/, '')
  const host = bare
    .replace(/^[^@]*@/, '')
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([^:]+):\d+$/, '$1')
  return address.test(host) || domain.test(host) ? host : null
}

/** What a field of a list stands for: an address, a name, or a URL as a whole; null for anything else. */
const keyOf = (field: string): string | null => {
  const text = field.trim()
  const host = hostOf(text)
  if (host === null) return null
  const isUrl = /^(?:https?|hxxps?|ftp):\/\//i.test(text)
  // Big shared hosts must not count as bad because of one page: a URL counts as a whole, unless its host is a bare address.
  return isUrl && !address.test(host) ? text : host
}

const fromRow = (row: unknown): string[] => {
  const {
    ioc,
    ioc_value,
    ip_address,
    url,
    host,
    confidence_level: sure,
  } = (row ?? {}) as Record<string, unknown>
  if (typeof sure === 'number' && sure < sureFrom) return []
  const text = [ioc, ioc_value, ip_address, url, host].find((v) => typeof v === 'string')
  const key = typeof text === 'string' ? keyOf(text) : null
  return key === null ? [] : [key]
}
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Names of the column that counts: ThreatFox, Feodo Tracker, URLhaus and JPCERT/CC. */
const valueColumns = new Set(['ioc_value', 'dst_ip', 'url'])

/** The fields of a CSV line; quotes hold commas, doubled quotes are one (RFC 4180). A blank after the comma is left out. */
const fieldsOf = (line: string): string[] => {
  const fields: string[] = []
  for (const m of line.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)) {
    fields.push((m[1]?.replaceAll('""', '"') ?? m[2] ?? '').trim())
    if (fields.length === mostFields) break
  }
  return fields
}

/**
 * Reads the lines of a list in the form of Feodo Tracker, URLhaus, ThreatFox (CSV, or an object a line), JPCERT/CC's
 * phishing URLs, or one entry a line. Of each line the first field that is an address, name or URL counts. Pure.
 */
export const createBlockListReader = (): BlockListReader => {
  let latest = ''
  // Where the list's own heading says that these columns are; -1: it says nothing.
  let [valueAt, sureAt] = [-1, -1]
  let lines = 0
  const heading = (line: string): boolean => {
    const fields = fieldsOf(line.replace(/^#\s*/, '')).map((f) => f.toLowerCase())
    const at = fields.findIndex((f) => valueColumns.has(f))
    if (at < 0 || fields.length < 2) return false
    valueAt = at
    sureAt = fields.indexOf('confidence_level')
    return true
  }
  return {
    line(whole) {
      const line = whole
        .slice(0, longestLine)
        .replace(/^\uFEFF/, '')
        .trim()
      const time = /(20\d\d)[-/](\d\d)[-/](\d\d)[ T](\d\d:\d\d)/.exec(line)
      const told = time ? `${time[1]}-${time[2]}-${time[3]} ${time[4]}` : ''
      if (told > latest) latest = told
      lines += 1
      if (valueAt < 0 && lines <= headingWithin && heading(line)) return []
      if (line === '' || line.startsWith('#') || line.startsWith('//')) return []
      if (line.startsWith('{')) return fromRow(parsed(line.replace(/,$/, '')))
      const fields = fieldsOf(line)
      if (sureAt >= 0 && Number(fields[sureAt]) < sureFrom) return []
      for (const field of valueAt < 0 ? fields : [fields[valueAt] ?? '']) {
        const key = keyOf(field)
        if (key !== null) return [key]
      }
      return []
    },
    latest: () => latest || null,
  }
}

/**
 * Entries of a list that is one JSON value: an array (Feodo Tracker), `data` (ThreatFox's answers), or an object of
 * arrays by id (ThreatFox's export). Null for text that is no JSON as a whole. Pure.
 */
export const readJsonBlockList = (text: string): string[] | null => {
  const whole = parsed(text)
  if (whole === null || typeof whole !== 'object') return null
  const data = Array.isArray(whole) ? whole : (whole as { data?: unknown }).data
  if (Array.isArray(data)) return data.flatMap(fromRow)
  const rows = Object.values(whole).flat()
  return fromRow(whole).length > 0 ? fromRow(whole) : rows.flatMap(fromRow)
}
