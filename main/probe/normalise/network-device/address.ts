/** One end as text names it. */
export type Endpoint = { address: string; port?: number }

const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/** A dotted quad with every part at most 255. Pure. */
export const isIpv4 = (s: string): boolean => {
  const m = v4.exec(s)
  return m !== null && +m[1]! < 256 && +m[2]! < 256 && +m[3]! < 256 && +m[4]! < 256
}

/** A textual IPv6 address (RFC 4291), zone index allowed. Times and MAC addresses are not. Pure. */
export const isIpv6 = (s: string): boolean => {
  const text = s.replace(/%[\w.]+$/, '')
  if (text.length < 2 || text.length > 45 || !/^[0-9a-f:]+(?:\d+\.\d+\.\d+\.\d+)?$/i.test(text)) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((h) => (h === '' ? [] : h.split(':')))
  const last = groups.at(-1) ?? ''
  const mapped = last.includes('.')
  const plain = mapped ? groups.slice(0, -1) : groups
  if (mapped && !isIpv4(last)) return false
  if (!plain.every((g) => g.length >= 1 && g.length <= 4)) return false
  const count = plain.length + (mapped ? 2 : 0)
  return halves.length === 2 ? count <= 7 : count === 8
}

/** Any address; `::ffff:1.2.3.4` counts as itself. Pure. */
export const isAddress = (s: string): boolean => (s.includes(':') ? isIpv6(s) : isIpv4(s))

/** A port number 0–65535, or undefined. Pure. */
export const portOf = (s: string | undefined): number | undefined => {
  if (s === undefined || s.length > 5 || !/^\d+$/.test(s)) return undefined
  const n = Number(s)
  return n <= 65535 ? n : undefined
}

const mapped = (s: string): string =>
  s.toLowerCase().startsWith('::ffff:') && s.includes('.') ? s.slice(7) : s

/**
 * Reads `ip`, `ip:port`, `ip:port:interface`, `ip/port`, `ip(port)`, `ip.port`, `ip#port`, `[ipv6]:port`,
 * `ipv4:…` (Samba) and `zone:ip/port` (Cisco). `10.0.0.0/24` is a network, so its 24 is no port.
 * Null where there is no address. Pure.
 */
export const parseEndpoint = (text: string): Endpoint | null => {
  const s = text.trim().replace(/^(?:ipv[46]:|\[AF_INET6?\])/i, '')
  const four = /^(?:[\w.-]{1,40}:)?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:([:/#(.])(\d{1,5})(?!\d))?/.exec(s)
  if (four && isIpv4(four[1]!)) {
    const port = portOf(four[3])
    const network = four[2] === '/' && port !== undefined && port <= 32 && four[1]!.endsWith('.0')
    return port === undefined || network ? { address: four[1]! } : { address: four[1]!, port }
  }
  const six =
    /^\[([0-9a-f:.%\w]+)\](?::(\d{1,5}))?/i.exec(s) ?? /^([0-9a-f:.]+)(?:%\w+)?(?:[/#](\d{1,5}))?/i.exec(s)
  if (!six || !isIpv6(six[1]!)) return null
  const port = portOf(six[2])
  return port === undefined ? { address: mapped(six[1]!) } : { address: mapped(six[1]!), port }
}

/** An IPv4 address as a number, or null. Pure. */
export const ipv4Number = (text: string): number | null => {
  const m = v4.exec(text)
  if (!m) return null
  const parts = m.slice(1).map(Number)
  return parts.every((p) => p < 256) ? parts.reduce((n, p) => n * 256 + p, 0) : null
}

/** First and last address of `10.0.0.0/8` as numbers; a single address is a network of one; null: neither. Pure. */
export const ipv4Block = (text: string): readonly [number, number] | null => {
  const [base = '', bits = '32'] = text.trim().split('/')
  const n = ipv4Number(base)
  if (n === null || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return null
  const size = 2 ** (32 - Number(bits))
  const from = Math.floor(n / size) * size
  return [from, from + size - 1]
}
