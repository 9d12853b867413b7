import { RuleError } from './rule.ts'

/** Texts here hold one byte a character (0–255). */
const fromBytes = (bytes: Iterable<number>): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** UTF-8 bytes of a text. */
export const utf8Bytes = (text: string): string => fromBytes(new TextEncoder().encode(text))

/** UTF-16 bytes of a text: `wide` and `utf16le` are little-endian, `utf16` has a byte order mark. */
export const utf16Bytes = (text: string, form: 'utf16le' | 'utf16be' | 'utf16'): string => {
  const bytes: number[] = form === 'utf16' ? [0xff, 0xfe] : []
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const pair = [unit & 0xff, unit >> 8]
    bytes.push(...(form === 'utf16be' ? pair.reverse() : pair))
  }
  return fromBytes(bytes)
}

export const base64 = (bytes: string): string => btoa(bytes)

/**
 * The three texts under which bytes can appear inside of something base64-encoded, without the characters that also
 * depend on their neighbours (Sigma `base64offset`).
 */
export const base64Offsets = (bytes: string): string[] => {
  if (bytes.length < 3) throw new RuleError('base64offset: value is too short')
  const skip = [0, 2, 3]
  const cut = [0, -3, -2]
  return [0, 1, 2].map((offset) =>
    btoa(' '.repeat(offset) + bytes).slice(skip[offset], cut[(bytes.length + offset) % 3] || undefined),
  )
}

const dashes = ['-', '/', '–', '—', '―']
const mostVaried = 3

/**
 * Sigma `windash`: the signs by which Windows programs accept an option. Each option sign (`-` or `/` before a word)
 * varies for itself; beyond three of them all vary together, which keeps the list small.
 */
export const dashVariants = (text: string): string[] => {
  const parts = text.split(/\B[-/]\b/)
  const count = parts.length - 1
  if (count === 0) return [text]
  if (count > mostVaried) return [text, ...dashes.map((d) => parts.join(d))]
  let variants = [parts[0] ?? '']
  for (const part of parts.slice(1)) variants = variants.flatMap((v) => dashes.map((d) => v + d + part))
  return variants
}
