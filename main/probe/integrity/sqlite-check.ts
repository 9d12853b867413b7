import { type ContainerVerdict, readerOf } from './container-verdict.ts'

/** Kinds of b-tree pages (SQLite file format 1.6). */
const trees = new Set([2, 5, 10, 13])
/** A page or two may hold old content of any kind; noise meets what a page may be once in fifty times. */
const mostStrange = 2

/**
 * SQLite: what each page begins with must be a page's kind, the number of an existing page (overflow, free list), or an entry of
 * the pointer map. Databases with a password have no readable beginning and never come here.
 */
export const checkSqlite = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  if (bytes.length < 512) return 'incomplete'
  const stated = r.u16be(16)
  const page = stated === 1 ? 65_536 : stated
  if (page < 512 || (page & (page - 1)) !== 0) return 'broken'
  const pages = Math.max(r.u32be(28), Math.ceil(bytes.length / page))
  let strange = 0
  for (let at = page; at + page <= bytes.length; at += page) {
    const first = bytes[at]!
    if (trees.has(first) || r.u32be(at) <= pages) continue
    if (first >= 1 && first <= 5 && r.u32be(at + 1) <= pages) continue
    if (++strange > mostStrange) return 'broken'
  }
  return bytes.length >= r.u32be(28) * page ? 'good' : 'incomplete'
}
