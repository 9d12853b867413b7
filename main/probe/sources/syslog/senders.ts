/** Decides who may send. Knows who was refused, for the engineer; bounded however many knock. */
export type Senders = {
  allows: (address: string) => boolean
  /** Messages or connections refused. */
  refused: () => number
  /** Some of those who were refused, at most 20. */
  strangers: () => string[]
}

const number = (address: string): number | null => {
  const parts = address.split('.')
  if (parts.length !== 4) return null
  let n = 0
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null
    n = n * 256 + Number(part)
  }
  return n
}

type Rule = { exact: string } | { from: number; to: number }
const ruleOf = (text: string): Rule | null => {
  const [base = '', bits] = text.trim().split('/')
  if (bits === undefined) return base === '' ? null : { exact: base.toLowerCase() }
  const n = number(base)
  const width = Number(bits)
  if (n === null || !/^\d{1,2}$/.test(bits) || width > 32) return null
  const size = 2 ** (32 - width)
  const from = Math.floor(n / size) * size
  return { from, to: from + size - 1 }
}

/** Addresses (`192.168.1.1`, `fd00::1`) and IPv4 networks (`192.168.1.0/24`); what is neither allows nobody. */
export const createSenders = (allowed: readonly string[]): Senders => {
  const rules = allowed.map(ruleOf).filter((rule) => rule !== null)
  const strangers = new Set<string>()
  let refused = 0
  return {
    allows(address) {
      const n = number(address)
      const ok = rules.some((r) =>
        'exact' in r ? r.exact === address.toLowerCase() : n !== null && n >= r.from && n <= r.to,
      )
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
