import { isUniform } from './byte-statistics.ts'

/** `encoded`: letters of base64, base32 or hex only, in unbroken runs: text that no person writes. */
export type TextLook = 'text' | 'encoded' | 'not-text'

/** Control characters that no text file holds; tab, line ends, form feed, Ctrl-Z and escape may occur. */
const forbidden = Uint8Array.from({ length: 256 }, (_, b) =>
  b === 0x7f || (b < 32 && ![9, 10, 12, 13, 26, 27].includes(b)) ? 1 : 0,
)

/** Encodings of office text; UTF-16 is looked at by itself. */
const decoders = ['utf-8', 'shift_jis', 'euc-jp'].map((encoding) => new TextDecoder(encoding))

/**
 * Share of the characters that are none in the encoding that fits best. Never quite 0: a sample may begin and end
 * inside a character, and real files hold a broken one here and there. Noise has more than a third.
 */
const wrongCharacters = (bytes: Uint8Array): number =>
  Math.min(
    ...decoders.map((decoder) => {
      const text = decoder.decode(bytes)
      let wrong = 0
      for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 0xfffd) wrong++
      return wrong / text.length
    }),
  )

/** UTF-16 of either byte order: units are ordinary characters, and most lie in a few pages. */
const isUtf16 = (bytes: Uint8Array, little: boolean): boolean => {
  const pages = new Map<number, number>()
  let units = 0
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const high = bytes[little ? i + 1 : i]!
    const low = bytes[little ? i : i + 1]!
    if (high === 0 && forbidden[low]) return false
    pages.set(high, (pages.get(high) ?? 0) + 1)
    units++
  }
  const top = [...pages.values()].sort((a, b) => b - a).slice(0, 3)
  const plain = (pages.get(0) ?? 0) + (pages.get(0x30) ?? 0)
  return units > 0 && (plain > units * 0.25 || top.reduce((a, b) => a + b, 0) > units * 0.8)
}

const hasUtf16Mark = (b: Uint8Array): 'le' | 'be' | null =>
  b[0] === 0xff && b[1] === 0xfe ? 'le' : b[0] === 0xfe && b[1] === 0xff ? 'be' : null

/** At least 512 characters, nothing but the letters of an encoding, and no word gaps besides line ends. */
const looksEncoded = (bytes: Uint8Array): boolean => {
  if (bytes.length < 256) return false
  let run = 0
  let runs = 0
  let longest = 0
  const seen = new Set<number>()
  for (const b of bytes) {
    const letter =
      (b >= 0x30 && b <= 0x39) ||
      (b >= 0x41 && b <= 0x5a) ||
      (b >= 0x61 && b <= 0x7a) ||
      '+/=-_'.includes(String.fromCharCode(b))
    if (letter) {
      run++
      seen.add(b)
      if (run > longest) longest = run
    } else if (b === 10 || b === 13) {
      if (run > 0) runs++
      run = 0
    } else return false
  }
  return longest >= 60 && bytes.length / (runs + 1) >= 40 && seen.size >= 16
}

/**
 * Is this text in UTF-8, CP932, EUC-JP, UTF-16 or a Latin encoding? The sample may begin and end inside a character.
 * @param start true where the sample is the file's beginning (a byte order mark may stand there).
 */
export const textLook = (bytes: Uint8Array, start = true): TextLook => {
  if (bytes.length === 0) return 'not-text'
  const mark = start ? hasUtf16Mark(bytes) : null
  if (mark) return isUtf16(bytes.subarray(2), mark === 'le') ? 'text' : 'not-text'
  let controls = 0
  let zeros = 0
  let printable = 0
  for (const b of bytes) {
    controls += forbidden[b]!
    if (b === 0) zeros++
    if (b >= 32 && b < 127) printable++
  }
  if (zeros > bytes.length / 8) return isUtf16(bytes, true) || isUtf16(bytes, false) ? 'text' : 'not-text'
  // A stray control byte occurs in real logs and old exports; noise has one in nine.
  if (controls > Math.max(1, bytes.length / 256)) return 'not-text'
  if (looksEncoded(bytes)) return 'encoded'
  return printable > bytes.length * 0.7 || wrongCharacters(bytes) < 0.1 ? 'text' : 'not-text'
}

/** True where a whole block of `size` bytes, counted from the beginning, is uniform noise. */
const hasUniformBlock = (bytes: Uint8Array, size: number): boolean => {
  for (let at = 0; at + size <= bytes.length; at += size)
    if (isUniform(bytes.subarray(at, at + size))) return true
  return false
}

/**
 * Looks through a whole text for a stretch of noise: true where any 256-byte window holds more control bytes
 * than text ever has. In UTF-16 control bytes are ordinary; there a stretch of 1 KiB must be noise through and through.
 */
export const hasNoiseStretch = (bytes: Uint8Array): boolean => {
  if (hasUtf16Mark(bytes)) return hasUniformBlock(bytes, 1024)
  if (textLook(bytes.subarray(0, 4096)) === 'not-text') return false
  if (bytes.subarray(0, 4096).filter((b) => b === 0).length > 512) return false
  for (let at = 0; at < bytes.length; at += 256) {
    let controls = 0
    const end = Math.min(at + 256, bytes.length)
    for (let i = at; i < end; i++) controls += forbidden[bytes[i]!]!
    if (controls >= 6) return true
  }
  return false
}
