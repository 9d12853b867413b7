import type { NetworkDeviceEvent, NetworkEnd } from '../../../contract/event.ts'
import { plainMac } from '../../normalise/neighbours.ts'
import { ipv4Block, ipv4Number } from '../../normalise/network-device/address.ts'

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

const blocks = (networks: readonly string[]) => networks.map(ipv4Block).filter((b) => b !== null)
const inAny = (n: number, within: readonly (readonly [number, number])[]) =>
  within.some(([a, b]) => n >= a && n <= b)

// RFC 1918, shared (6598), loopback, link-local.
const own = blocks([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
])
const special = blocks(['0.0.0.0/8', '224.0.0.0/3'])

/** `names` tells the names of the settings as they are now, by address or MAC; `macOf` the plain MAC of an address just now; `networks` are the office's own public ones (`203.0.113.8/29`). */
export const createPlaces = (
  names: () => readonly { address: string; name: string }[],
  networks: readonly string[] = [],
  macOf: (address: string) => string | undefined = () => undefined,
): Places => {
  /** A name given to the machine itself stays right when it gets another address, so it goes first. */
  const given = (address: string, mac: string | undefined) => {
    const plain = mac === undefined ? macOf(address) : plainMac(mac)
    const list = names().filter((n) => n.name !== '')
    const same = plain ? list.find((n) => plainMac(n.address) === plain) : undefined
    return (same ?? list.find((n) => n.address === address))?.name
  }
  const learned = new Map<string, string>()
  const ours = blocks(networks)
  const isInside: Places['isInside'] = (address) => {
    if (!address) return false
    const n = ipv4Number(address)
    if (n === null) return /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):|^::1$/i.test(address)
    return inAny(n, own) || inAny(n, ours)
  }
  return {
    isInside,
    isOutside: (address) => {
      if (!address || isInside(address)) return false
      const n = ipv4Number(address)
      return n === null ? !/^(?:ff|::$)/i.test(address) : !inAny(n, special)
    },
    learn({ reason, src }) {
      if (reason !== 'lease' || !src.address || !src.name) return
      learned.delete(src.address)
      learned.set(src.address, src.name)
      const oldest = learned.keys().next().value
      if (learned.size > maxLearned && oldest !== undefined) learned.delete(oldest)
    },
    nameOf: ({ address, name, mac }) =>
      (address && (given(address, isInside(address) ? mac : undefined) ?? learned.get(address))) ||
      name ||
      address ||
      '',
  }
}
