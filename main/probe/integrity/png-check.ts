import { crc32 } from 'node:zlib'
import { type ContainerVerdict, readerOf } from './container-verdict.ts'

/** PNG: walks the chunks and compares each CRC (W3C PNG 5.3). */
export const checkPng = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  let at = 8
  while (at < bytes.length) {
    const length = r.u32be(at)
    const type = r.u32be(at + 4)
    if (length < 0 || type < 0) return 'incomplete'
    for (let i = 4; i < 8; i++) if (!isLetter(bytes[at + i]!)) return 'broken'
    const stated = r.u32be(at + 8 + length)
    if (stated < 0) return length > 0x7fffffff ? 'broken' : 'incomplete'
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== stated) return 'broken'
    if (type === 0x49454e44) return 'good'
    at += 12 + length
  }
  return 'incomplete'
}

const isLetter = (b: number): boolean => (b >= 0x41 && b <= 0x5a) || (b >= 0x61 && b <= 0x7a)
