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

const normal = (key: string) => plainAddress(key.trim()).replace(/\.$/, '')

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

const fromJson = (text: string): string[] => {
  const raw: unknown = JSON.parse(text)
  const rows = Array.isArray(raw)
    ? raw
    : ((raw as { data?: unknown } | null)?.data ?? Object.values((raw ?? {}) as object))
  const found: string[] = []
  for (const row of (Array.isArray(rows) ? rows : []).flat()) {
    const {
      ioc,
      ioc_value,
      ip_address,
      url,
      host,
      confidence_level: sure,
    } = (row ?? {}) as Record<string, unknown>
    // ThreatFox says how sure it is; below 75 of 100 too much is wrong.
    if (typeof sure === 'number' && sure < 75) continue
    const text = [ioc, ioc_value, ip_address, url, host].find((v) => typeof v === 'string')
    const key = typeof text === 'string' ? hostOf(text) : null
    if (key) found.push(key)
  }
  return found
}

/**
 * Reads a list in the form of Feodo Tracker, URLhaus, ThreatFox (CSV or JSON), JPCERT/CC's phishing URLs, or one entry
 * a line. Of each line the first field that is an address, name or URL counts. A URL counts with its host only where
 * that host is a bare address: big shared hosts must not be blocked as a whole. Never throws. Pure.
 */
export const readBlockList = (text: string): { keys: string[]; skipped: number } => {
  const trimmed = text.trimStart()
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return { keys: fromJson(trimmed), skipped: 0 }
    } catch {
      return { keys: [], skipped: 1 }
    }
  }
  const keys: string[] = []
  let skipped = 0
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#') || line.startsWith('//')) continue
    const fields = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((f) => f.trim().replace(/^"|"$/g, ''))
    const hit = fields.flatMap((field) => {
      const host = hostOf(field)
      const isUrl = /^(?:https?|hxxps?|ftp):\/\//i.test(field)
      return host && (!isUrl || address.test(host)) ? [host] : []
    })[0]
    if (hit) keys.push(hit)
    else skipped += 1
  }
  return { keys, skipped }
}
