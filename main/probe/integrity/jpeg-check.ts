import { type ContainerVerdict, readerOf } from './container-verdict.ts'

/** Markers without a length: TEM and RST0–7. */
const standsAlone = (marker: number): boolean => marker === 1 || (marker >= 0xd0 && marker <= 0xd7)
/** Markers that may end entropy-coded data: end of image, next scan, tables, line count, restart interval, comment. */
const mayEndScan = (m: number): boolean => [0xd9, 0xda, 0xc4, 0xdb, 0xdc, 0xdd, 0xfe].includes(m)

/**
 * Lengths that segments between scans can have (ISO/IEC 10918-1 B.2.4, B.2.5): two bytes a table selector, up to four
 * quantisation tables of 129 bytes, eight Huffman tables of 273. What is not listed may have any.
 */
const lengthOf: Readonly<Record<number, readonly [least: number, most: number]>> = {
  196: [2 + 17, 2 + 8 * 273],
  218: [8, 14],
  219: [2 + 65, 2 + 4 * 129],
  220: [4, 4],
  221: [4, 4],
}

/**
 * JPEG: walks the segments, then the entropy-coded data, where 0xFF may only be followed by 0x00, a restart marker
 * or a segment (ISO/IEC 10918-1 B.1.1.5). Noise has a forbidden pair about every 400 bytes.
 */
export const checkJpeg = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  let at = 2
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return 'broken'
    while (bytes[at] === 0xff) at++
    const marker = bytes[at++]
    if (marker === undefined) return 'incomplete'
    if (marker === 0xd9) return isTrailer(bytes.subarray(at), bytes.length) ? 'good' : 'unknown'
    if (marker === 0 || (marker > 1 && marker < 0xc0)) return 'broken'
    if (standsAlone(marker)) continue
    const length = r.u16be(at)
    if (length < 0) return 'incomplete'
    const [least, most] = lengthOf[marker] ?? [2, 0xffff]
    if (length < least || length > most) return 'broken'
    at += length
    if (marker !== 0xda) continue
    const next = endOfScan(bytes, at)
    if (next === 'broken') return 'broken'
    if (next === null) return 'incomplete'
    at = next
  }
  return 'incomplete'
}

/** Cameras append previews and their own notes; noise behind a chance end marker is neither short nor one of those. */
const isTrailer = (rest: Uint8Array, size: number): boolean =>
  rest.length <= size * 0.05 ||
  (rest[0] === 0xff && rest[1] === 0xd8) ||
  rest.subarray(0, 16).every((b) => b < 0x7f)

/** Where the scan's data ends: offset of the next segment; null where the file ends first. */
const endOfScan = (bytes: Uint8Array, from: number): number | 'broken' | null => {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) return null
    const next = bytes[at + 1]!
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2
    else if (next === 0xff) at += 1
    else return mayEndScan(next) ? at : 'broken'
  }
}
