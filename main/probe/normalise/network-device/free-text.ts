import type { NetworkEnd } from '../../../contract/event.ts'
import { isAddress, isIpv4, portOf } from './address.ts'

const ipv4 = /(?<![\d.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\d]|\.\d{1,3}\.\d)/g
const ipv6 =
  /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:(?<=:)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})?(?![\w:])/gi
const portAfter =
  /^(?:[:#](\d{1,5})(?![\w:])|\/(\d{1,5})(?![\d.])|\((\d{1,5})\)|\[(\d{1,5})\]|\.(\d{1,5})(?![\d.])|[,\s]*(?:\[?(?:port|src_?port|dst_?port|sport|dport)\]?[\s:=]*)(\d{1,5})\b|,\s*(\d{1,5})(?=,|\s|$))/i
const sourceWord =
  /\b(?:from|src|source|client|clientip|rhost|remote|remote_ip|laddr|initiator|attacker|peer|user|host|by|login|ip)\b/gi
const targetWord = /\b(?:to|dst|dest|destination|server|target|towards|gaddr|for|on|into)\b/gi

export type Mention = NetworkEnd & { address: string; index: number; end: number; role: 'src' | 'dst' | null }

const lastOf = (re: RegExp, text: string): number => {
  let at = -1
  for (const m of text.matchAll(re)) at = m.index
  return at
}

/** The nearer of the two kinds of words; one before a comma or semicolon belongs to something else. */
const roleOf = (before: string): Mention['role'] => {
  const near = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(';')) + 1)
  if (near === '') return null
  const [s, t] = [lastOf(sourceWord, near), lastOf(targetWord, near)]
  return s === t ? null : s > t ? 'src' : 'dst'
}

const scan = (text: string): { address: string; index: number; end: number }[] => {
  const found: { address: string; index: number; end: number }[] = []
  for (const m of text.matchAll(ipv4)) {
    // `version=8.5.4.3` has the shape of an address and is none.
    const version = /\b(?:\w*version|ver|v|firmware|build|rev)[=:"' ]{1,4}$/i.test(
      text.slice(Math.max(0, m.index - 24), m.index),
    )
    if (isIpv4(m[1]!) && !version) found.push({ address: m[1]!, index: m.index, end: m.index + m[0].length })
    if (found.length >= 20) break
  }
  if (text.includes('::') || /[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}/i.test(text))
    for (const m of text.matchAll(ipv6)) {
      if (m[0].length > 2 && isAddress(m[0]))
        found.push({ address: m[0], index: m.index, end: m.index + m[0].length })
      if (found.length >= 20) break
    }
  return found.sort((a, b) => a.index - b.index)
}

/** Every address in a text, at most 20, each once, in order. Pure. */
export const addressesIn = (text: string): string[] => [...new Set(scan(text).map((m) => m.address))]

/** The addresses of a text with the ports that follow them and the word that says which end they are. Pure. */
export const mentionsIn = (text: string): Mention[] => {
  let previous = 0
  return scan(text).map(({ address, index, end }) => {
    const after = portAfter.exec(text.slice(end, end + 30))
    const digits = after?.slice(1).find((d) => d !== undefined)
    const mask = after?.[2] !== undefined && Number(digits) <= 32 && address.endsWith('.0')
    const port = mask ? undefined : portOf(digits)
    const role = roleOf(text.slice(Math.max(previous, index - 40), index))
    previous = end + (after?.[0].length ?? 0)
    return { address, index, end: previous, role, ...(port !== undefined && { port }) }
  })
}

const plain = ({ address, port }: Mention): NetworkEnd =>
  port === undefined ? { address } : { address, port }
const arrow = /^[\s\])\w/.:-]{0,30}?(?:-+>|=+>|→|>)[\s[(]*(?:[\w.-]+[/:])?$/

const columns =
  /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3})[ \t]+(\d{1,3}(?:\.\d{1,3}){3})[ \t]+(\d{1,5})[ \t]+(\d{1,5})(?![\d.])/

/**
 * Source and destination in free text: `a -> b` first, then the words before them (`from`, `to`, `src`, …),
 * then their order. `others` are known to be neither (the device itself, translated addresses). Pure.
 */
export const endsInText = (
  text: string,
  others: readonly (string | undefined)[] = [],
): { src: NetworkEnd; dst: NetworkEnd } => {
  const all = mentionsIn(text).filter((m) => !others.includes(m.address))
  // `203.0.113.5 192.168.1.9 40000 23`: firewalls that write bare columns.
  const bare = columns.exec(text)
  if (bare && isIpv4(bare[1]!) && isIpv4(bare[2]!))
    return {
      src: { address: bare[1]!, port: portOf(bare[3]) ?? 0 },
      dst: { address: bare[2]!, port: portOf(bare[4]) ?? 0 },
    }
  for (let i = 0; i + 1 < all.length; i++) {
    const [a, b] = [all[i]!, all[i + 1]!]
    if (b.index - a.end < 60 && arrow.test(text.slice(a.end, b.index)))
      return { src: plain(a), dst: plain(b) }
  }
  const src =
    all.find((m) => m.role === 'src') ?? all.find((m) => m.role === null && all.length > 0 && m === all[0])
  const dst =
    all.find((m) => m.role === 'dst' && m !== src) ??
    all.find((m) => m !== src && m.role === null && m.address !== src?.address)
  const rest = src || dst ? null : (all[0] ?? null)
  return { src: src ? plain(src) : rest ? plain(rest) : {}, dst: dst ? plain(dst) : {} }
}
