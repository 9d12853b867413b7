import { isAddress, portOf } from '../address.ts'
import { csvValues } from '../fields.ts'
import { actionOf, kindOf } from '../meaning.ts'
import type { Reading } from '../reading.ts'

/**
 * A line of an unknown device in columns (comma, bar, tab or semicolon between): the first two addresses are taken as the two ends, and two port numbers
 * side by side after them (or one right after each) as their ports. Null where it is not such a line. Pure.
 */
export const csvReading = (message: string): Reading | null => {
  const delimiter = [',', '|', '\t', ';'].find((d) => message.split(d, 8).length >= 7)
  if (!delimiter || /[\w.-]=/.test(message)) return null
  const text = message.slice(0, 8000)
  const cells = (delimiter === ',' ? csvValues(text) : text.split(delimiter)).map((c) =>
    c.trim().replace(/^"|"$/g, ''),
  )
  const at = cells.flatMap((c, i) => (isAddress(c) && c !== '0.0.0.0' ? [i] : []))
  if (at.length < 2) return null
  const [a, b] = [at[0]!, at[1]!]
  const port = (i: number) => portOf(cells[i])
  const beside = b > a + 1 && port(a + 1) !== undefined && port(b + 1) !== undefined
  const pair = beside
    ? -1
    : cells.findIndex(
        (_, i) =>
          i > b && port(i) !== undefined && port(i + 1) !== undefined && Math.max(port(i)!, port(i + 1)!) > 0,
      )
  const [sp, dp] = beside ? [port(a + 1), port(b + 1)] : pair < 0 ? [] : [port(pair), port(pair + 1)]
  const action = cells.map((c) => (c.length <= 20 ? actionOf(c) : null)).find((x) => x !== null)
  const kind = kindOf(cells.filter((c) => c.length <= 60).join(' | '))
  return {
    vendor: '',
    product: '',
    text: '',
    action: action ?? null,
    ...(kind && { kind }),
    src: { address: cells[a]!, ...(sp !== undefined && { port: sp }) },
    dst: { address: cells[b]!, ...(dp !== undefined && { port: dp }) },
  }
}
