import { type ContainerVerdict, readerOf } from './container-verdict.ts'
import { checkOleContent } from './ole-content-check.ts'

/**
 * OLE compound file (doc, xls, ppt, msg; MS-CFB 2.2–2.6): header fields, the allocation table's own sectors and the
 * root directory entry must agree; then the content, which carries no check sums, as far as it has a structure of its own.
 */
export const checkOle = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  if (bytes.length < 512) return 'incomplete'
  const shift = r.u16(30)
  if (r.u16(28) !== 0xfffe || (shift !== 9 && shift !== 12)) return 'broken'
  const sector = 1 << shift
  const place = (id: number) => (id + 1) * sector
  const tables = r.u32(44)
  for (let i = 0; i < Math.min(tables, 109); i++) {
    const at = place(r.u32(76 + i * 4))
    if (at + sector > bytes.length) return 'incomplete'
    if (!isTable(bytes, at, sector, (tables * sector) / 4)) return 'broken'
  }
  const root = place(r.u32(48))
  if (root + 128 > bytes.length) return 'incomplete'
  // Type 5 is the root; its name is at most 64 bytes long and even.
  const name = r.u16(root + 64)
  if (bytes[root + 66] !== 5 || name === 0 || name > 64 || name % 2 === 1) return 'broken'
  return checkOleContent(bytes) === 'broken' ? 'broken' : 'good'
}

/** Entries of an allocation table name a sector that the tables cover, or are one of the four reserved values. */
const isTable = (bytes: Uint8Array, at: number, sector: number, most: number): boolean => {
  const r = readerOf(bytes)
  for (let i = 0; i < sector; i += 4) {
    const id = r.u32(at + i)
    if (id > most && id < 0xfffffffc) return false
  }
  return true
}
