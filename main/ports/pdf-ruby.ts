import { rubyParts } from '../contract/ruby.ts'

type Token = { text: string; reading: string | null; width: number }
type Doc = PDFKit.PDFDocument
/** Type size and width in points; the font is the document's present one. */
export type RubyStyle = { size: number; width: number; lineGap: number }

// Signs that no line may begin with.
const neverFirst = /^[。、」』）),.:;・ー]/
const readingSize = 0.5
const readingRoom = 0.58

/** Does this text hold readings? */
export const hasReadings = (text: string): boolean => text.includes('\uFFF9')

const tokensOf = (doc: Doc, text: string, size: number): Token[] => {
  const widthOf = (words: string, points: number) => doc.fontSize(points).widthOfString(words)
  return rubyParts(text).flatMap((part): Token[] =>
    part.reading === null
      ? (part.text.match(/[\x21-\x7e]+|./gsu) ?? []).map((t) => ({
          text: t,
          reading: null,
          width: widthOf(t, size),
        }))
      : [
          {
            ...part,
            width: Math.max(widthOf(part.text, size), widthOf(part.reading, size * readingSize)),
          },
        ],
  )
}

const linesOf = (doc: Doc, text: string, { size, width }: RubyStyle): Token[][] => {
  const lines: Token[][] = [[]]
  let used = 0
  for (const token of tokensOf(doc, text, size)) {
    const line = lines.at(-1)!
    if (token.text === '\n') {
      lines.push([])
      used = 0
    } else if (used + token.width > width && line.length > 0) {
      const carried = neverFirst.test(token.text) && line.length > 1 ? [line.pop()!, token] : [token]
      lines.push(carried)
      used = carried.reduce((sum, t) => sum + t.width, 0)
    } else {
      line.push(token)
      used += token.width
    }
  }
  return lines
}

const lineHeight = ({ size, lineGap }: RubyStyle) => size * (1.1 + readingRoom) + lineGap

/** Height in points that a text with readings takes. */
export const heightOfRuby = (doc: Doc, text: string, style: RubyStyle): number =>
  linesOf(doc, text, style).length * lineHeight(style)

/** Draws a text with small readings above its words; leaves `doc.y` below the last line. The caller has made room. */
export const drawRuby = (doc: Doc, text: string, x: number, y: number, style: RubyStyle): void => {
  const { size } = style
  const put = (words: string, points: number, left: number, top: number, width: number) => {
    doc.fontSize(points)
    doc.text(words, left + (width - doc.widthOfString(words)) / 2, top, { lineBreak: false })
  }
  let top = y
  for (const line of linesOf(doc, text, style)) {
    let left = x
    for (const { text: words, reading, width } of line) {
      if (reading) put(reading, size * readingSize, left, top, width)
      put(words, size, left, top + size * readingRoom, width)
      left += width
    }
    top += lineHeight(style)
  }
  doc.fontSize(size)
  doc.x = x
  doc.y = top
}
