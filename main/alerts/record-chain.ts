import { createHash } from 'node:crypto'
import type { RecordEntry } from '../contract/record.ts'

/** An entry before it is chained. */
export type Unchained = Omit<RecordEntry, 'number' | 'previous' | 'hash'>

// Keys in one fixed order: the same entry must give the same bytes on every machine.
const bytesOf = (e: Omit<RecordEntry, 'hash'>): string =>
  JSON.stringify([
    e.number,
    e.at,
    e.step,
    e.type,
    e.who,
    Object.entries(e.facts).sort(([a], [b]) => (a < b ? -1 : 1)),
    e.previous,
  ])

/** SHA-256 of an entry with its place in the chain, hexadecimal. */
export const entryHash = (e: Omit<RecordEntry, 'hash'>): string =>
  createHash('sha256').update(bytesOf(e)).digest('hex')

/** Chains an entry behind `last`. */
export const chain = (last: Pick<RecordEntry, 'number' | 'hash'> | null, entry: Unchained): RecordEntry => {
  const placed = { ...entry, number: (last?.number ?? 0) + 1, previous: last?.hash ?? '' }
  return { ...placed, hash: entryHash(placed) }
}

/** Number of the first entry where the chain does not hold (changed, missing, reordered, slipped in); null where it holds. */
export const firstBreak = (entries: readonly RecordEntry[]): number | null => {
  let previous = ''
  for (const [i, entry] of entries.entries()) {
    if (entry.number !== i + 1 || entry.previous !== previous || entry.hash !== entryHash(entry)) return i + 1
    previous = entry.hash
  }
  return null
}
