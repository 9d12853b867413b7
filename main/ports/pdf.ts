import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { plain } from '../contract/ruby.ts'
import { drawQr } from './pdf-qr.ts'
import { drawRuby, hasReadings, heightOfRuby } from './pdf-ruby.ts'

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
  /** A PNG or JPEG file, drawn small at the left. */
  | { type: 'image'; file: string }

const require = createRequire(import.meta.url)
const fontOf = (weight: string) =>
  readFileSync(require.resolve(`@expo-google-fonts/biz-udpgothic/${weight}.ttf`))
let fonts: { regular: Buffer; bold: Buffer } | null = null
// Read once and only when a paper is made: 9 MB that nobody needs before.
const loadFonts = () => {
  fonts ??= {
    regular: fontOf('400Regular/BIZUDPGothic_400Regular'),
    bold: fontOf('700Bold/BIZUDPGothic_700Bold'),
  }
  return fonts
}

const margin = 56
const labelWidth = 130

const imageBox = 96

/**
 * Draws a PDF (A4, BIZ UDPGothic embedded, so that every Japanese character shows everywhere). Readings in a text
 * (`contract/ruby.ts`) stand small above their words. `scale` shrinks type and gaps. Resolves to the bytes and the number
 * of pages; rejects where an image cannot be read.
 */
export const drawPdf = (
  title: string,
  drawings: readonly Drawing[],
  scale = 1,
): Promise<{ bytes: Buffer; pages: number }> =>
  new Promise((resolve, reject) => {
    const { regular, bold } = loadFonts()
    const doc = new PDFDocument({ size: 'A4', margin, bufferPages: true, info: { Title: plain(title) } })
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('error', reject)
    const width = doc.page.width - margin * 2
    const bottom = doc.page.height - margin
    doc.registerFont('regular', regular)
    doc.registerFont('bold', bold)
    const s = (n: number) => n * scale
    type Style = { font: 'regular' | 'bold'; size: number; gap: number; colour?: string }
    const styled = ({ font, size, colour = '#000000' }: Style) =>
      doc.font(font).fontSize(s(size)).fillColor(colour)
    const height = (text: string, style: Style, wide: number): number => {
      styled(style)
      return hasReadings(text)
        ? heightOfRuby(doc, text, { size: s(style.size), width: wide, lineGap: s(style.gap) })
        : doc.heightOfString(text, { width: wide, lineGap: s(style.gap) })
    }
    const room = (points: number) => {
      if (doc.y + points > bottom) doc.addPage()
    }
    const put = (text: string, style: Style, x: number, y: number, wide: number): void => {
      styled(style)
      if (hasReadings(text))
        drawRuby(doc, text, x, y, { size: s(style.size), width: wide, lineGap: s(style.gap) })
      else doc.text(text, x, y, { width: wide, lineGap: s(style.gap) })
    }
    const body: Style = { font: 'regular', size: 10.5, gap: 3 }
    const two = (label: string, value: string) => {
      const name: Style = { ...body, font: 'bold', colour: '#444444' }
      const indent = s(labelWidth)
      const tall = Math.max(height(label, name, indent - 8), height(value, body, width - indent))
      room(tall + s(8))
      const { y } = doc
      put(label, name, margin, y, indent - 8)
      put(value, body, margin + indent, y, width - indent)
      doc.y = y + tall + s(4)
      doc
        .moveTo(margin, doc.y)
        .lineTo(margin + width, doc.y)
        .lineWidth(0.4)
        .strokeColor('#bbbbbb')
        .stroke()
      doc.y += s(4)
    }
    const block = (text: string, style: Style, after: number) => {
      if (hasReadings(text)) room(height(text, style, width))
      put(text, style, margin, doc.y, width)
      doc.y += s(after)
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
        put(label, { ...body, size: 9.5, gap: 2 }, x, y + size + 2, wide - 12)
        x += wide
      })
      doc.y = y + tall + s(30)
    }
    const draw = (d: Drawing): void => {
      switch (d.type) {
        case 'title':
          block(d.text, { font: 'bold', size: 18, gap: 0 }, 8)
          break
        case 'heading':
          room(s(48))
          doc.y += s(8)
          block(d.text, { font: 'bold', size: 12.5, gap: 0 }, 6)
          break
        case 'text':
          block(d.text, { ...body, gap: 4 }, 4)
          break
        case 'row':
          two(d.label, d.value)
          break
        case 'item': {
          const style: Style = { font: 'regular', size: 11, gap: 4 }
          room(height(d.text, style, width - 24) + s(4))
          const { y } = doc
          const drop = hasReadings(d.text) ? s(11) * 0.58 : 0
          put(d.mark, { ...style, font: 'bold' }, margin, y + drop, 22)
          put(d.text, style, margin + 24, y, width - 24)
          doc.y += s(3)
          break
        }
        case 'codes':
          codes(d.codes)
          break
        case 'image':
          room(imageBox)
          // An image at a given place does not move the pen.
          doc.image(d.file, margin, doc.y, { fit: [imageBox, imageBox] })
          doc.y += imageBox + s(8)
          break
        case 'foot':
          doc.y += s(8)
          block(d.text, { font: 'regular', size: 8.5, gap: 2, colour: '#444444' }, 0)
          break
      }
    }
    try {
      drawings.forEach(draw)
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)))
      return
    }
    const { count } = doc.bufferedPageRange()
    doc.on('end', () => resolve({ bytes: Buffer.concat(parts), pages: count }))
    doc.end()
  })
