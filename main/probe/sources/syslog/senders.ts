import { ipv4Block, ipv4Number } from '../../normalise/network-device/address.ts'

/** Decides who may send. Knows who was refused, for the engineer; bounded however many knock. */
export type Senders = {
  allows: (address: string) => boolean
  /** Messages or connections refused. */
  refused: () => number
  /** Some of those who were refused, at most 20. */
  strangers: () => string[]
}

/** Addresses (`192.168.1.1`, `fd00::1`) and IPv4 networks (`192.168.1.0/24`); what is neither allows nobody. */
export const createSenders = (allowed: readonly string[]): Senders => {
  const blocks = allowed.map(ipv4Block).filter((block) => block !== null)
  const others = new Set(allowed.map((a) => a.trim().toLowerCase()).filter((a) => a.includes(':')))
  const strangers = new Set<string>()
  let refused = 0
  return {
    allows(address) {
      const n = ipv4Number(address)
      const ok =
        n === null ? others.has(address.toLowerCase()) : blocks.some(([from, to]) => n >= from && n <= to)
      if (!ok) {
        refused++
        if (strangers.size < 20) strangers.add(address)
      }
      return ok
    },
    refused: () => refused,
    strangers: () => [...strangers],
  }
}
