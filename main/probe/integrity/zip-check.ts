import { crc32, inflateRawSync } from 'node:zlib'
import { type ContainerVerdict, readerOf, unpackLimit } from './container-verdict.ts'

const localHeader = 0x04034b50

type Entry = { local: number; method: number; flags: number; crc: number; packed: number; size: number }

/** Offset of the end-of-central-directory record (APPNOTE 4.3.16), or −1. */
const findEnd = (bytes: Uint8Array): number => {
  const least = Math.max(0, bytes.length - 65_557)
  for (let at = bytes.length - 22; at >= least; at--)
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6) return at
  return -1
}

/** The central directory's entries; null where it does not hold together. */
const readDirectory = (bytes: Uint8Array, end: number): Entry[] | null => {
  const r = readerOf(bytes)
  const count = r.u16(end + 10)
  let at = r.u32(end + 16)
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (r.u32(at) !== 0x02014b50) return null
    entries.push({
      flags: r.u16(at + 8),
      method: r.u16(at + 10),
      crc: r.u32(at + 16),
      packed: r.u32(at + 20),
      size: r.u32(at + 24),
      local: r.u32(at + 42),
    })
    at += 46 + r.u16(at + 28) + r.u16(at + 30) + r.u16(at + 32)
  }
  return entries
}

/** Unpacks one entry and compares its CRC. */
const checkEntry = (bytes: Uint8Array, e: Entry): ContainerVerdict => {
  const r = readerOf(bytes)
  if (e.flags & 1 || e.size === 0xffffffff || e.packed === 0xffffffff) return 'unknown'
  if (r.u32(e.local) !== localHeader) return 'broken'
  const start = e.local + 30 + r.u16(e.local + 26) + r.u16(e.local + 28)
  const packed = bytes.subarray(start, start + e.packed)
  if (packed.length < e.packed) return 'broken'
  if (e.method === 0) return crc32(packed) === e.crc ? 'good' : 'broken'
  if (e.method !== 8 || e.size > unpackLimit) return 'unknown'
  try {
    const data = inflateRawSync(packed, { maxOutputLength: Math.max(e.size, 1) })
    return crc32(data) === e.crc ? 'good' : 'broken'
  } catch {
    return 'broken'
  }
}

/** Methods that archivers use (APPNOTE 4.4.5); noise behind a borrowed signature hits one of 65,536 numbers. */
const methods = new Set([0, 1, 6, 8, 9, 12, 14, 19, 20, 93, 94, 95, 96, 97, 98, 99])

/** What may follow an entry: the next one, the directory, its data descriptor, archive extra data. */
const followers = new Set([localHeader, 0x02014b50, 0x08074b50, 0x08064b50])

/** End of an entry's deflate data whose length stands behind it (bit 3); null where it does not end or is no deflate. */
const endOfData = (bytes: Uint8Array, start: number): number | 'broken' | null => {
  try {
    const options = { maxOutputLength: unpackLimit, info: true }
    const { engine } = inflateRawSync(bytes.subarray(start), options) as unknown as {
      engine: { bytesWritten: number }
    }
    return start + engine.bytesWritten
  } catch (error) {
    return (error as { code?: string }).code === 'Z_DATA_ERROR' ? 'broken' : null
  }
}

/**
 * Without a directory – still being written, overwritten, or only the file's beginning is at hand: entry after entry.
 * Never takes the directory of a ZIP inside the ZIP for its own.
 */
export const checkZipStart = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  let at = 0
  while (at + 30 <= bytes.length) {
    const signature = r.u32(at)
    if (signature === 0x02014b50) return 'incomplete'
    if (signature !== localHeader) return bytes.subarray(at).every((b) => b === 0) ? 'incomplete' : 'broken'
    const [flags, method, packed, size] = [r.u16(at + 6), r.u16(at + 8), r.u32(at + 18), r.u32(at + 22)]
    if (!methods.has(method)) return 'broken'
    const start = at + 30 + r.u16(at + 26) + r.u16(at + 28)
    if (flags & 1 || size === 0xffffffff || size > unpackLimit) return 'unknown'
    if (flags & 8) {
      const end = method === 8 ? endOfData(bytes, start) : null
      if (end === 'broken') return 'broken'
      if (end === null) return 'incomplete'
      // The descriptor has 12 bytes, with or without a signature of 4 before them.
      at = followers.has(r.u32(end + 12)) && r.u32(end) !== 0x08074b50 ? end + 12 : end + 16
      continue
    }
    if (start + packed > bytes.length) {
      const end = method === 8 ? endOfData(bytes, start) : null
      return end === 'broken' ? 'broken' : 'incomplete'
    }
    const one = checkEntry(bytes, { local: at, method, flags, crc: r.u32(at + 14), packed, size })
    if (one === 'broken') return 'broken'
    at = start + packed
  }
  return 'incomplete'
}

/** ZIP and everything built on it (docx, xlsx, odt, …): unpacks the entries and compares their CRCs. */
export const checkZip = (bytes: Uint8Array): ContainerVerdict => {
  const end = findEnd(bytes)
  if (end < 0) return checkZipStart(bytes)
  const entries = readDirectory(bytes, end)
  if (!entries) return readerOf(bytes).u16(end + 10) === 0xffff ? 'unknown' : 'broken'
  let unpacked = 0
  let verdict: ContainerVerdict = 'good'
  for (const e of entries) {
    unpacked += e.size
    if (unpacked > unpackLimit) return verdict
    const one = checkEntry(bytes, e)
    if (one === 'broken') return 'broken'
    if (one === 'unknown') verdict = 'unknown'
  }
  return verdict
}

/** True where at least one entry is encrypted (general purpose bit 0): a ZIP with a password. */
export const isEncryptedZip = (head: Uint8Array): boolean =>
  readerOf(head).u32(0) === localHeader && (readerOf(head).u16(6) & 1) === 1
