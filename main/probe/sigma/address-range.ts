/** Parses an IPv4 or IPv6 address into its bits; null where it is none. */
const parseAddress = (text: string): { bits: 32 | 128; value: bigint } | null => {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const parts = text.split('.').map(Number)
    if (parts.some((p) => p > 255)) return null
    return { bits: 32, value: parts.reduce((n, p) => (n << 8n) | BigInt(p), 0n) }
  }
  if (text.length > 45 || !text.includes(':')) return null
  const mapped = /^(.*:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(text)
  let source = text.replace(/%.*$/, '')
  if (mapped) {
    const v4 = parseAddress(mapped[2] ?? '')
    if (!v4) return null
    source = `${mapped[1]}${(v4.value >> 16n).toString(16)}:${(v4.value & 0xffffn).toString(16)}`
  }
  const halves = source.split('::')
  if (halves.length > 2) return null
  const groups = halves.map((h) => (h === '' ? [] : h.split(':')))
  if (groups.flat().some((g) => !/^[0-9a-f]{1,4}$/i.test(g))) return null
  const head = groups[0] ?? []
  const tail = groups[1] ?? []
  const gap = 8 - head.length - tail.length
  if (halves.length === 1 ? gap !== 0 : gap < 1) return null
  const all = [...head, ...Array<string>(Math.max(gap, 0)).fill('0'), ...tail]
  return { bits: 128, value: all.reduce((n, g) => (n << 16n) | BigInt(`0x${g}`), 0n) }
}

const mappedPrefix = 0xffffn << 32n

/** An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4, as Windows writes them so. */
const unmapped = (a: { bits: 32 | 128; value: bigint }): { bits: 32 | 128; value: bigint } =>
  a.bits === 128 && a.value >> 32n === 0xffffn ? { bits: 32, value: a.value - mappedPrefix } : a

/** Makes the test for a range such as `10.0.0.0/8` or `fe80::/10`; null where the range is not readable. */
export const compileRange = (range: string): ((address: string) => boolean) | null => {
  const [base, size, ...more] = range.split('/')
  const parsed = parseAddress(base ?? '')
  if (!parsed || more.length > 0 || (size !== undefined && !/^\d{1,3}$/.test(size))) return null
  const length = size === undefined ? parsed.bits : Number(size)
  if (length > parsed.bits) return null
  const shift = BigInt(parsed.bits - length)
  const wanted = parsed.value >> shift
  return (address) => {
    // Names and dashes are common where addresses are expected.
    if (!/^\s*[0-9a-f:]/i.test(address)) return false
    const seen = parseAddress(address.trim())
    if (!seen) return false
    const plain = parsed.bits === 32 ? unmapped(seen) : seen
    return plain.bits === parsed.bits && plain.value >> shift === wanted
  }
}
