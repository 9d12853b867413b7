import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/** Fonts of a paper. `rare` has kanji of names that the others lack (𠮷, 槗); null where it is not installed. */
export type PdfFonts = { regular: Buffer; bold: Buffer; rare: Buffer | null }
export type FontName = keyof PdfFonts

const require = createRequire(import.meta.url)
/** A package brings the fonts compressed, half as large (`scripts/build.mjs`); elsewhere they lie in their libraries. */
const fontOf = (file: string): Buffer => {
  try {
    return brotliDecompressSync(readFileSync(new URL(`../fonts/${basename(file)}.ttf.br`, import.meta.url)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return readFileSync(require.resolve(`@expo-google-fonts/${file}.ttf`))
  }
}
const rareFont = (): Buffer | null => {
  try {
    return fontOf('noto-sans-jp/400Regular/NotoSansJP_400Regular')
  } catch {
    // What it would have shown is then a visible substitute.
    return null
  }
}
let fonts: PdfFonts | null = null

/** Reads the fonts once and only when a paper is made: 14 MB that nobody needs before. */
export const loadFonts = (): PdfFonts => {
  fonts ??= {
    regular: fontOf('biz-udpgothic/400Regular/BIZUDPGothic_400Regular'),
    bold: fontOf('biz-udpgothic/700Bold/BIZUDPGothic_700Bold'),
    rare: rareFont(),
  }
  return fonts
}

/** What stands on paper for a sign that no font has: the printers' own sign for it. */
export const substitute = '〓'

// Variation selectors and joiners choose a shape of the sign before them; the others steer a terminal or turn the line.
const steering = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu
const kept = /[\n\uFFF9-\uFFFB]/
const withoutSteering = (text: string) => text.replace(steering, (c) => (kept.test(c) ? c : ''))
const signs = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/**
 * A text with only signs that can be shown: steering signs are dropped, a sign (or a joined emoji) that `has` does not
 * know becomes `substitute`. Readings keep their marks. Pure.
 */
export const legible = (text: string, has: (codePoint: number) => boolean): string => {
  const known = (sign: string) => kept.test(sign) || has(sign.codePointAt(0) ?? 0)
  const split = (sign: string): string => {
    const bare = withoutSteering(sign)
    if ([...bare].every(known)) return bare
    // Of a letter with a loose accent the letter stays.
    const rest = [...bare].filter(known).join('')
    return /^\p{L}/u.test(rest) ? rest : bare === '' ? '' : substitute
  }
  // Only loose marks are joined (か + ゛ from a Mac's file names): NFC of a whole name would change 神 to 神.
  const joined = text
    .replace(/\t/g, ' ')
    .replace(/.[\u0300-\u036F\u3099\u309A]+/gu, (s) => s.normalize('NFC'))
  return Array.from(signs.segment(joined), (s) => split(s.segment)).join('')
}
