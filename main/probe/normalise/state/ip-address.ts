const v4 = (text: string): number[] | null => {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((p) => /^\d{1,3}$/.test(p) && Number(p) < 256)) return null
  return parts.map(Number)
}

/** Takes `::ffff:192.0.2.1` and `fe80::1%eth0` down to the plain address. Pure. */
export const plainAddress = (address: string): string =>
  address
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .toLowerCase()

/**
 * Whom an address belongs to: an IPv4 address alone, of IPv6 the network of 64 bits that one customer has (RFC 6177), since he
 * takes another address in it whenever he likes. Text that is no address stays. Pure.
 */
export const ownNetwork = (address: string): string => {
  const plain = plainAddress(address)
  if (!/^[0-9a-f:]+$/.test(plain) || !plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean))
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - (left?.length ?? 0) - (right?.length ?? 0))
  const groups = [...(left ?? []), ...Array<string>(zeros).fill('0'), ...(right ?? [])]
  if (groups.length !== 8) return plain
  const first = groups.slice(0, 4).map((g) => Number.parseInt(g, 16).toString(16))
  return `${first.join(':')}::/64`
}

/** Does the address mean this PC itself? Pure. */
export const isLoopback = (address: string): boolean => {
  const plain = plainAddress(address)
  return plain === '::1' || v4(plain)?.[0] === 127
}

/**
 * Is it an address of the public internet? False for the ranges that IANA keeps for private networks, this PC, links,
 * shared carrier space, documentation and multicast (RFC 6890), and for text that is no address. Pure.
 */
export const isPublicAddress = (address: string): boolean => {
  const plain = plainAddress(address)
  const parts = v4(plain)
  if (parts) {
    const [a = 0, b = 0, c = 0] = parts
    if (a === 0 || a === 10 || a === 127 || a >= 224) return false
    if ((a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254) || (a === 172 && b >= 16 && b < 32))
      return false
    if (
      (a === 192 && b === 168) ||
      (a === 192 && b === 0 && (c === 0 || c === 2)) ||
      (a === 198 && (b === 18 || b === 19))
    )
      return false
    return !((a === 198 && b === 51 && c === 100) || (a === 203 && b === 0 && c === 113))
  }
  // Global unicast is 2000::/3; 2001:db8::/32 is for documents.
  return /^[23][0-9a-f]{3}:/.test(plain) && !plain.startsWith('2001:db8:')
}

/** Are these addresses (a list with commas or blanks) all of private networks? Pure. */
export const leadsInside = (addresses: string): boolean =>
  addresses
    .split(/[\s,;]+/)
    .filter(Boolean)
    .every((address) => !isPublicAddress(address))
