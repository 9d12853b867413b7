import type { NetworkDeviceEvent, NetworkEnd } from '../../../contract/event.ts'

/** Which addresses are ours, and what people call them. Bounded memory. */
export type Places = {
  /** Is it an address of this office? Private and link-local addresses, and the networks given. */
  isInside: (address: string | undefined) => boolean
  /** An address of the internet: known, and neither ours nor special. */
  isOutside: (address: string | undefined) => boolean
  /** Learns a name from a line about an address lease. */
  learn: (event: NetworkDeviceEvent) => void
  /** The name people use, else the name the PC gave itself, else the address. */
  nameOf: (end: NetworkEnd) => string
}

const maxLearned = 2_000

const v4 = (s: string): number | null => {
  const p = s.split('.')
  if (p.length !== 4) return null
  let n = 0
  for (const part of p) n = n * 256 + Number(part)
  return Number.isInteger(n) && n >= 0 && n < 2 ** 32 ? n : null
}
const block = (cidr: string): readonly [number, number] => {
  const [base, bits] = cidr.split('/')
  const size = 2 ** (32 - Number(bits ?? 32))
  const from = v4(base!) ?? 0
  return [from, from + size - 1]
}
const inAny = (n: number, blocks: readonly (readonly [number, number])[]) =>
  blocks.some(([a, b]) => n >= a && n <= b)

// RFC 1918, shared (6598), loopback, link-local.
const own = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
].map(block)
const special = ['0.0.0.0/8', '224.0.0.0/3'].map(block)

/** `names` tells the names of the settings as they are now; `networks` are the office's own public ones (`203.0.113.8/29`). */
export const createPlaces = (
  names: () => readonly { address: string; name: string }[],
  networks: readonly string[] = [],
): Places => {
  const given = (address: string) => names().find((n) => n.address === address && n.name !== '')?.name
  const learned = new Map<string, string>()
  const ours = networks.filter((n) => v4(n.split('/')[0]!) !== null).map(block)
  const isInside: Places['isInside'] = (address) => {
    if (!address) return false
    const n = v4(address)
    if (n === null) return /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):|^::1$/i.test(address)
    return inAny(n, own) || inAny(n, ours)
  }
  return {
    isInside,
    isOutside: (address) => {
      if (!address || isInside(address)) return false
      const n = v4(address)
      return n === null ? !/^(?:ff|::$)/i.test(address) : !inAny(n, special)
    },
    learn({ reason, src }) {
      if (reason !== 'lease' || !src.address || !src.name) return
      learned.delete(src.address)
      learned.set(src.address, src.name)
      const oldest = learned.keys().next().value
      if (learned.size > maxLearned && oldest !== undefined) learned.delete(oldest)
    },
    nameOf: ({ address, name }) =>
      (address && (given(address) ?? learned.get(address))) || name || address || '',
  }
}
