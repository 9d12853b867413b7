import { readerOf } from './container-verdict.ts'

/** From here on numbers are no sectors: end of chain, free, tables (MS-CFB 2.1). Sloppy writers mix them up. */
const firstReserved = 0xfffffffa
/** Larger documents have further tables outside of the header; so much of a stream is read at most. */
const mostBytes = 4 * 1024 * 1024

/** A stream of an OLE compound file: its name and its content as far as it was read. */
export type OleStream = { name: string; bytes: Uint8Array }

/**
 * Reads streams of an OLE compound file (MS-CFB 2.3, 2.6) whose names are wanted. Small ones inside the mini stream (under
 * 4 KiB) are left out. `null` where the directory holds an entry that no program writes. A chain that leads out of
 * the file (it is still being written) ends there.
 */
export const readOleStreams = (bytes: Uint8Array, wanted: ReadonlySet<string>): OleStream[] | null => {
  const r = readerOf(bytes)
  const sector = 1 << r.u16(30)
  const place = (id: number) => (id + 1) * sector
  const tables: number[] = []
  for (let i = 0; i < Math.min(r.u32(44), 109); i++) tables.push(place(r.u32(76 + i * 4)))
  const perTable = sector / 4
  const next = (id: number): number => {
    const table = tables[Math.floor(id / perTable)]
    return table === undefined ? -1 : r.u32(table + (id % perTable) * 4)
  }
  /** Offsets of a chain's sectors. */
  const chain = (first: number, most: number): number[] => {
    const places: number[] = []
    for (let id = first; id >= 0 && id < firstReserved && places.length < most; id = next(id)) {
      if (place(id) >= bytes.length) break
      places.push(place(id))
    }
    return places
  }
  const directory = chain(r.u32(48), 1024)
  const streams: OleStream[] = []
  for (const at of directory.flatMap((d) => [...Array(sector / 128).keys()].map((n) => d + n * 128))) {
    const length = r.u16(at + 64)
    const type = bytes[at + 66] ?? 0
    if (type === 0 || at + 128 > bytes.length) continue
    if (![1, 2, 5].includes(type) || length > 64 || length % 2 === 1 || (bytes[at + 67] ?? 0) > 1) return null
    if (type !== 2 || length < 4) continue
    const name = Buffer.from(bytes.subarray(at, at + length - 2)).toString('utf16le')
    const size = r.u32(at + 120)
    if (!wanted.has(name) || size < 4096) continue
    const places = chain(r.u32(at + 116), Math.ceil(Math.min(size, mostBytes) / sector))
    const parts = places.map((p) => bytes.subarray(p, Math.min(p + sector, bytes.length)))
    streams.push({ name, bytes: Buffer.concat(parts).subarray(0, size) })
  }
  return streams
}
