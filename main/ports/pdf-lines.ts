import { plain, rubyParts } from '../contract/ruby.ts'
import type { FontName } from './pdf-fonts.ts'
import { phraseEnds } from './pdf-phrases.ts'

type Token = { text: string; reading: string | null; width: number; font: FontName }
type Doc = PDFKit.PDFDocument
/** Type size and width in points; `rare`: must this sign be set in the font of rare kanji? */
export type LineStyle = {
  size: number
  width: number
  lineGap: number
  font: FontName
  rare: (sign: string) => boolean
}

// Signs that no line may begin with.
const neverFirst = /^[。、」』）),.:：;・ー々ゝゞ?!？！]/
const readingSize = 0.5
const readingRoom = 0.58

/** Does this text hold readings? */
export const hasReadings = (text: string): boolean => text.includes('\uFFF9')

/** Latin words stay whole unless one is longer than a line could be; everything else may break after each sign. */
const wordsOf = (text: string): string[] =>
  (text.match(/[\x21-\x7e]+|\n|./gsu) ?? []).flatMap((t) => (t.length > 24 ? [...t] : [t]))

const tokensOf = (doc: Doc, text: string, { size, font, rare }: LineStyle): Token[] => {
  const widthOf = (words: string, points: number, as: FontName) =>
    doc.font(as).fontSize(points).widthOfString(words)
  const token = (words: string): Token => {
    const as = rare(words) ? 'rare' : font
    return { text: words, reading: null, width: widthOf(words, size, as), font: as }
  }
  return rubyParts(text).flatMap((part): Token[] =>
    part.reading === null
      ? wordsOf(part.text).map(token)
      : [
          {
            ...part,
            width: Math.max(widthOf(part.text, size, font), widthOf(part.reading, size * readingSize, font)),
            font,
          },
        ],
  )
}

const wide = (tokens: readonly Token[]) => tokens.reduce((sum, t) => sum + t.width, 0)

/** Tokens that belong together; where the text's language has no marked phrases, all of them. */
const phrasesOf = (tokens: readonly Token[], ends: ReadonlySet<number>): Token[][] => {
  const phrases: Token[][] = [[]]
  let at = 0
  for (const token of tokens) {
    if (ends.has(at) && !neverFirst.test(token.text)) phrases.push([])
    phrases.at(-1)!.push(token)
    at += token.text.length
  }
  return phrases
}

const linesOf = (doc: Doc, text: string, style: LineStyle): Token[][] => {
  const lines: Token[][] = [[]]
  let used = 0
  const put = (token: Token) => {
    const line = lines.at(-1)!
    if (token.text === '\n') {
      lines.push([])
      used = 0
    } else if (used + token.width > style.width && line.length > 0) {
      // A space at a line's end is not carried to the next.
      if (token.text === ' ') return
      const carried = neverFirst.test(token.text) && line.length > 1 ? [line.pop()!, token] : [token]
      lines.push(carried)
      used = wide(carried)
    } else {
      line.push(token)
      used += token.width
    }
  }
  for (const phrase of phrasesOf(tokensOf(doc, text, style), phraseEnds(plain(text)))) {
    const width = wide(phrase)
    // A phrase goes to the next line as a whole where one line can hold it.
    if (
      used > 0 &&
      used + width > style.width &&
      width <= style.width &&
      !phrase.some((t) => t.text === '\n')
    ) {
      lines.push([])
      used = 0
    }
    for (const token of phrase) put(token)
  }
  return lines
}

const roomAbove = (text: string) => (hasReadings(text) ? readingRoom : 0)
const lineHeight = (text: string, { size, lineGap }: LineStyle) => size * (1.1 + roomAbove(text)) + lineGap

/** Height in points that a text takes. */
export const heightOfLines = (doc: Doc, text: string, style: LineStyle): number =>
  linesOf(doc, text, style).length * lineHeight(text, style)

/** Where a font's letters stand, below the top of their box, as a share of the type size. */
const ascent = (doc: Doc, font: FontName): number => {
  const { _font } = doc.font(font) as unknown as { _font: { ascender: number } }
  return _font.ascender / 1000
}

/**
 * Draws a text from `y` downwards, small readings above its words where it has some; calls `newPage` (which gives the
 * next top) where a line has no room. Leaves `doc.y` below the last line.
 */
export const drawLines = (
  doc: Doc,
  text: string,
  x: number,
  y: number,
  style: LineStyle,
  newPage: (top: number, height: number) => number = (top) => top,
): void => {
  const { size } = style
  const above = size * roomAbove(text)
  const tall = lineHeight(text, style)
  const base = ascent(doc, style.font)
  const put = (words: string, points: number, left: number, top: number, width: number, font: FontName) => {
    doc.font(font).fontSize(points)
    const drop = font === style.font ? 0 : (base - ascent(doc, font)) * points
    doc.text(words, left + (width - doc.widthOfString(words)) / 2, top + drop, { lineBreak: false })
  }
  let top = y
  for (const line of linesOf(doc, text, style)) {
    top = newPage(top, tall)
    let left = x
    for (const run of joined(line)) {
      if (run.reading) put(run.reading, size * readingSize, left, top, run.width, run.font)
      put(run.text, size, left, top + above, run.width, run.font)
      left += run.width
    }
    top += tall
  }
  doc.font(style.font).fontSize(size)
  doc.x = x
  doc.y = top
}

/** Neighbours of one font are drawn (and can be copied and searched) as one piece. */
const joined = (line: readonly Token[]): Token[] => {
  const runs: Token[] = []
  for (const t of line) {
    const last = runs.at(-1)
    if (last && last.reading === null && t.reading === null && last.font === t.font)
      runs[runs.length - 1] = { ...last, text: last.text + t.text, width: last.width + t.width }
    else runs.push(t)
  }
  return runs
}
