import { plainAddress } from './ip-address.ts'

/** Where an address or name stands on a list. */
export type Hit = { list: string }

/** Known bad addresses and names; a look-up costs well under a microsecond. */
export type BlockList = {
  /** `key` is an address or a host name, as written. Null when it is on no list. */
  find: (key: string) => Hit | null
  size: number
}

// Two 32-bit hashes of the text make a fingerprint of 64 bits: of 300,000 entries none collide in practice.
const hashes = (key: string): [number, number] => {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (let i = 0; i < key.length; i += 1) {
    const c = key.charCodeAt(i)
    a = Math.imul(a ^ c, 0x01000193)
    b = Math.imul(b ^ c, 0x85ebca6b)
    b ^= b >>> 13
  }
  a ^= a >>> 16
  return [a >>> 0, Math.imul(b ^ (b >>> 16), 0xc2b2ae35) >>> 0 || 1]
}

/** One spelling for what a list says and what is looked up: addresses plain, URLs without scheme, all in lower case. */
const normal = (key: string): string => {
  const bare = key
    .trim()
    .replaceAll('[.]', '.')
    .replace(/^(?:https?|hxxps?|ftp):\/\//i, '')
    .toLowerCase()
  return bare.includes('/') ? bare.replace(/\/$/, '') : plainAddress(bare).replace(/\.$/, '')
}

/**
 * Packs lists into one table of fixed size: 9 bytes an entry at a load of one half, so 300,000 entries take about 10 MB
 * at most. At most 255 lists. Pure.
 */
export const packBlockList = (lists: readonly { name: string; keys: Iterable<string> }[]): BlockList => {
  const all = lists
    .slice(0, 255)
    .map(({ name, keys }) => ({ name, keys: [...keys].map(normal).filter(Boolean) }))
  const count = all.reduce((sum, l) => sum + l.keys.length, 0)
  let room = 16
  while (room < count * 2) room *= 2
  const first = new Uint32Array(room)
  const second = new Uint32Array(room)
  const origin = new Uint8Array(room)
  const mask = room - 1
  const place = (a: number, b: number): number => {
    let at = a & mask
    // `second` is never 0 for an entry.
    while (second[at] !== 0 && !(first[at] === a && second[at] === b)) at = (at + 1) & mask
    return at
  }
  let size = 0
  all.forEach(({ keys }, index) => {
    for (const key of keys) {
      const [a, b] = hashes(key)
      const at = place(a, b)
      if (second[at] !== 0) continue
      first[at] = a
      second[at] = b
      origin[at] = index
      size += 1
    }
  })
  return {
    size,
    find(key) {
      const [a, b] = hashes(normal(key))
      const at = place(a, b)
      return second[at] === 0 ? null : { list: all[origin[at] ?? 0]?.name ?? '' }
    },
  }
}

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:]+)$/
const domain = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*$/i
/** The host of what stands in a list: `http://a.example/x`, `192.0.2.1:443`, `a.example`. */
const hostOf = (text: string): string | null => {
  const bare = text
    .trim()
    .replace(/^"|"$/g, '')
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
  const host = hostOf(field)
  if (host === null) return null
  const isUrl = /^(?:https?|hxxps?|ftp):\/\//i.test(field.trim())
  // Big shared hosts must not count as bad because of one page: a URL counts as a whole, unless its host is a bare address.
  return isUrl && !address.test(host) ? field.trim() : host
}

const fromJson = (raw: unknown): string[] => {
  const rows = Array.isArray(raw) ? raw : ((raw as { data?: unknown } | null)?.data ?? [raw])
  return (Array.isArray(rows) ? rows : []).flat().flatMap((row) => {
    const {
      ioc,
      ioc_value,
      ip_address,
      url,
      host,
      confidence_level: sure,
    } = (row ?? {}) as Record<string, unknown>
    // ThreatFox says how sure it is; below 75 of 100 too much is wrong.
    if (typeof sure === 'number' && sure < 75) return []
    const text = [ioc, ioc_value, ip_address, url, host].find((v) => typeof v === 'string')
    const key = typeof text === 'string' ? keyOf(text) : null
    return key === null ? [] : [key]
  })
}
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Reads a list in the form of Feodo Tracker, URLhaus, ThreatFox (CSV, JSON, or an object a line), JPCERT/CC's phishing
 * URLs, or one entry a line. Of each line the first field that is an address, name or URL counts. Never throws. Pure.
 */
export const readBlockList = (text: string): { keys: string[]; skipped: number } => {
  const whole = /^\s*[[{]/.test(text) ? parsed(text) : undefined
  if (whole !== undefined) return { keys: fromJson(whole), skipped: 0 }
  const keys: string[] = []
  let skipped = 0
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#') || line.startsWith('//')) continue
    const row = line.startsWith('{') ? parsed(line) : undefined
    const found =
      row === undefined
        ? line
            .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
            .map((f) => keyOf(f.trim().replace(/^"|"$/g, '')))
            .filter((k) => k !== null)
            .slice(0, 1)
        : fromJson(row)
    keys.push(...found)
    if (found.length === 0) skipped += 1
  }
  return { keys, skipped }
}
