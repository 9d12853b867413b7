import { type ContainerVerdict, readerOf } from './container-verdict.ts'

const isTypeLetter = (b: number): boolean => (b >= 0x20 && b < 0x7f) || b === 0xa9

/** MP4 and MOV: the top-level boxes (ISO/IEC 14496-12 4.2) must follow one another to the end. Their content is not judged. */
export const checkMp4 = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  let at = 0
  while (at < bytes.length) {
    const size = r.u32be(at)
    if (size < 0 || at + 8 > bytes.length) return 'incomplete'
    for (let i = 4; i < 8; i++) if (!isTypeLetter(bytes[at + i]!)) return 'broken'
    if (size === 0) return 'good'
    if (size === 1) at += r.u32be(at + 8) * 2 ** 32 + r.u32be(at + 12)
    else if (size < 8) return 'broken'
    else at += size
  }
  return at === bytes.length && at > 0 ? 'good' : 'incomplete'
}
