import PDFDocument from 'pdfkit'
import { plain } from '../contract/ruby.ts'
import { type FontName, legible, loadFonts, substitute } from './pdf-fonts.ts'
import { drawLines, hasReadings, heightOfLines, type LineStyle } from './pdf-lines.ts'
import { drawQr } from './pdf-qr.ts'

/** What is drawn on a sheet of A4, from top to bottom. */
export type Drawing =
  | { type: 'title'; text: string }
  | { type: 'text'; text: string }
  | { type: 'heading'; text: string }
  | { type: 'row'; label: string; value: string }
  | { type: 'item'; mark: string; text: string }
  | { type: 'foot'; text: string }
  /** Codes side by side, each with its name below it. */
  | { type: 'codes'; codes: readonly { label: string; content: string }[] }
  /** A PNG or JPEG: a file or its bytes, within `box` points (96 where absent), its name below it. */
  | { type: 'image'; file: string | Buffer; box?: number; label?: string }

export type DrawOptions = {
  /** Shrinks type and gaps. */
  scale?: number
  /** Added at the end where a sign could not be shown; absent: nothing is added. */
  substituteNote?: string
}

const margin = 56
const labelWidth = 130
const imageBox = 96
type Style = { font: 'regular' | 'bold'; size: number; gap: number; colour?: string }
const body: Style = { font: 'regular', size: 10.5, gap: 3 }

/** Does the font that is set in `doc` have this sign? */
const knows = (doc: PDFKit.PDFDocument, font: FontName) => {
  const { _font } = doc.font(font) as unknown as {
    _font: { font: { hasGlyphForCodePoint: (codePoint: number) => boolean } }
  }
  return (codePoint: number) => _font.font.hasGlyphForCodePoint(codePoint)
}

/**
 * Draws a PDF (A4, BIZ UDPGothic embedded, rare kanji in Noto Sans JP, so that every Japanese name shows everywhere; what
 * no font has becomes 〓). Readings in a text (`contract/ruby.ts`) stand small above their words. Resolves to the bytes and
 * the number of pages; rejects where an image cannot be read.
 */
export const drawPdf = (
  title: string,
  drawings: readonly Drawing[],
  { scale = 1, substituteNote }: DrawOptions = {},
): Promise<{ bytes: Buffer; pages: number }> =>
  new Promise((resolve, reject) => {
    const fonts = loadFonts()
    // Without `font: null` pdfkit reads a file of its own that no bundle has.
    const font = null as unknown as string
    const doc = new PDFDocument({
      size: 'A4',
      margin,
      bufferPages: true,
      font,
      info: { Title: plain(title) },
    })
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('error', reject)
    const width = doc.page.width - margin * 2
    const bottom = doc.page.height - margin
    doc.registerFont('regular', fonts.regular)
    doc.registerFont('bold', fonts.bold)
    if (fonts.rare) doc.registerFont('rare', fonts.rare)
    const common = knows(doc, 'bold')
    const inRare = fonts.rare ? knows(doc, 'rare') : () => false
    doc.font('regular')
    let substituted = false
    const shown = (text: string): string => {
      const made = legible(text, (c) => common(c) || inRare(c))
      substituted ||= made.includes(substitute) && !text.includes(substitute)
      return made
    }
    const rare = (sign: string) =>
      fonts.rare !== null && [...sign].some((c) => !common(c.codePointAt(0) ?? 0))
    const s = (n: number) => n * scale
    const styled = ({ font: name, size, colour = '#000000' }: Style) =>
      doc.font(name).fontSize(s(size)).fillColor(colour)
    const lineStyle = ({ font: name, size, gap }: Style, wide: number): LineStyle => ({
      size: s(size),
      width: wide,
      lineGap: s(gap),
      font: name,
      rare,
    })
    const height = (text: string, style: Style, wide: number): number => {
      styled(style)
      return heightOfLines(doc, text, lineStyle(style, wide))
    }
    const nextPage = (top: number, tall: number): number => {
      if (top + tall <= bottom) return top
      doc.addPage()
      return margin
    }
    const room = (points: number) => {
      doc.y = nextPage(doc.y, points)
    }
    const put = (text: string, style: Style, x: number, y: number, wide: number): void => {
      styled(style)
      drawLines(doc, text, x, y, lineStyle(style, wide), nextPage)
    }
    const block = (text: string, style: Style, after: number) => {
      put(text, style, margin, doc.y, width)
      doc.y += s(after)
    }
    const two = (label: string, value: string) => {
      const name: Style = { ...body, font: 'bold', colour: '#444444' }
      const indent = s(labelWidth)
      // Beside a word with its reading a plain one stands lower, so that both stand on one line.
      const drop = (own: string, other: string) =>
        hasReadings(other) && !hasReadings(own) ? s(body.size) * 0.58 : 0
      const down = drop(value, label)
      const labelDown = drop(label, value)
      const tall = Math.max(height(label, name, indent - 8), height(value, body, width - indent) + down)
      // A value longer than half a page runs on over pages; a shorter one stays together.
      room(Math.min(tall + s(8), (bottom - margin) / 2))
      const { y } = doc
      put(label, name, margin, y + labelDown, indent - 8)
      const below = doc.y
      put(value, body, margin + indent, y + down, width - indent)
      doc.y = (tall > bottom - y ? doc.y : Math.max(below, doc.y)) + s(2)
      doc
        .moveTo(margin, doc.y)
        .lineTo(margin + width, doc.y)
        .lineWidth(0.4)
        .strokeColor('#bbbbbb')
        .stroke()
      doc.y += s(4)
    }
    const codes = (list: readonly { label: string; content: string }[]) => {
      // A code that holds a story has many small squares: it gets twice the width of a phone number's.
      const weights = list.map((c) => (c.content.length > 60 ? 2 : 1))
      const unit =
        width /
        Math.max(
          3,
          weights.reduce((sum, w) => sum + w, 0),
        )
      const tall = s(Math.max(...weights) * unit)
      room(tall + s(30))
      const { y } = doc
      let x = margin
      list.forEach(({ label, content }, i) => {
        const wide = unit * (weights[i] ?? 1)
        const size = Math.min(wide - 12, tall)
        drawQr(doc, content, x, y, size)
        put(shown(label), { ...body, size: 9.5, gap: 2 }, x, y + size + 2, wide - 12)
        x += wide
      })
      doc.y = y + tall + s(30)
    }
    const image = ({ file, box = imageBox, label = '' }: Drawing & { type: 'image' }) => {
      room(box + s(label ? 20 : 8))
      // An image at a given place does not move the pen.
      doc.image(file, margin, doc.y, { fit: [box, box] })
      doc.y += box + s(4)
      if (label) block(label, { ...body, size: 9.5, gap: 2 }, 8)
    }
    const draw = (d: Drawing): void => {
      switch (d.type) {
        case 'title':
          block(shown(d.text), { font: 'bold', size: 18, gap: 0 }, 8)
          break
        case 'heading':
          // A heading never stands alone at the foot of a page.
          room(s(90))
          doc.y += s(8)
          block(shown(d.text), { font: 'bold', size: 12.5, gap: 0 }, 6)
          break
        case 'text':
          block(shown(d.text), { ...body, gap: 4 }, 4)
          break
        case 'row':
          two(shown(d.label), shown(d.value))
          break
        case 'item': {
          const style: Style = { font: 'regular', size: 11, gap: 4 }
          const text = shown(d.text)
          room(Math.min(height(text, style, width - 24), (bottom - margin) / 2) + s(4))
          const { y } = doc
          const drop = hasReadings(text) ? s(11) * 0.58 : 0
          put(d.mark, { ...style, font: 'bold' }, margin, y + drop, 22)
          put(text, style, margin + 24, y, width - 24)
          doc.y += s(3)
          break
        }
        case 'codes':
          codes(d.codes)
          break
        case 'image':
          image({ ...d, label: shown(d.label ?? '') })
          break
        case 'foot':
          doc.y += s(8)
          block(shown(d.text), { font: 'regular', size: 8.5, gap: 2, colour: '#444444' }, 0)
          break
      }
    }
    try {
      drawings.forEach(draw)
      if (substituted && substituteNote) draw({ type: 'foot', text: substituteNote })
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)))
      return
    }
    const { count } = doc.bufferedPageRange()
    doc.on('end', () => resolve({ bytes: Buffer.concat(parts), pages: count }))
    doc.end()
  })
