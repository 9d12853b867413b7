import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** What is drawn on a sheet of A4, from top to bottom. */
export type Drawing =
  | { type: 'title'; text: string }
  | { type: 'text'; text: string }
  | { type: 'heading'; text: string }
  | { type: 'row'; label: string; value: string }
  | { type: 'item'; mark: string; text: string }
  | { type: 'foot'; text: string }

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

/**
 * Draws a PDF (A4, BIZ UDPGothic embedded, so that every Japanese character shows everywhere). `scale` shrinks type and
 * gaps. Resolves to the bytes and the number of pages.
 */
export const drawPdf = (
  title: string,
  drawings: readonly Drawing[],
  scale = 1,
): Promise<{ bytes: Buffer; pages: number }> =>
  new Promise((resolve, reject) => {
    const { regular, bold } = loadFonts()
    const doc = new PDFDocument({ size: 'A4', margin, bufferPages: true, info: { Title: title } })
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('error', reject)
    const width = doc.page.width - margin * 2
    const bottom = doc.page.height - margin
    doc.registerFont('regular', regular)
    doc.registerFont('bold', bold)
    const s = (n: number) => n * scale
    const font = (name: 'regular' | 'bold', size: number) => doc.font(name).fontSize(s(size))
    const room = (height: number) => {
      if (doc.y + height > bottom) doc.addPage()
    }
    const two = (x: number, label: string, value: string, labelFont: 'regular' | 'bold') => {
      const indent = s(labelWidth)
      font('regular', 10.5)
      const height = Math.max(
        doc.heightOfString(label, { width: indent - 8, lineGap: s(3) }),
        doc.heightOfString(value, { width: width - indent, lineGap: s(3) }),
      )
      room(height + s(8))
      const y = doc.y
      font(labelFont, 10.5)
        .fillColor('#444444')
        .text(label, x, y, { width: indent - 8, lineGap: s(3) })
      font('regular', 10.5)
        .fillColor('#000000')
        .text(value, x + indent, y, { width: width - indent, lineGap: s(3) })
      doc.y = y + height + s(4)
      doc
        .moveTo(x, doc.y)
        .lineTo(x + width, doc.y)
        .lineWidth(0.4)
        .strokeColor('#bbbbbb')
        .stroke()
      doc.y += s(4)
    }
    for (const d of drawings) {
      if (d.type === 'title')
        font('bold', 18).fillColor('#000000').text(d.text, margin, doc.y, { width }).moveDown(0.4)
      else if (d.type === 'heading') {
        room(s(48))
        doc.y += s(8)
        font('bold', 12.5).fillColor('#000000').text(d.text, margin, doc.y, { width }).moveDown(0.3)
      } else if (d.type === 'text')
        font('regular', 10.5)
          .fillColor('#000000')
          .text(d.text, margin, doc.y, { width, lineGap: s(4) })
          .moveDown(0.4)
      else if (d.type === 'row') two(margin, d.label, d.value, 'bold')
      else if (d.type === 'item') {
        font('regular', 11)
        room(doc.heightOfString(d.text, { width: width - 24, lineGap: s(4) }) + s(4))
        const y = doc.y
        font('bold', 11).text(d.mark, margin, y, { width: 22 })
        font('regular', 11)
          .text(d.text, margin + 24, y, { width: width - 24, lineGap: s(4) })
          .moveDown(0.2)
      } else
        font('regular', 8.5)
          .fillColor('#444444')
          .text(d.text, margin, doc.y + s(8), { width, lineGap: s(2) })
    }
    const { count } = doc.bufferedPageRange()
    doc.on('end', () => resolve({ bytes: Buffer.concat(parts), pages: count }))
    doc.end()
  })
