import QRCode from 'qrcode'

/** Draws one QR code (error correction M) as squares with a quiet border of four modules; `size` in points. */
export const drawQr = (
  doc: PDFKit.PDFDocument,
  content: string,
  x: number,
  y: number,
  size: number,
): void => {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' })
  const border = 4
  const step = size / (modules.size + border * 2)
  doc.fillColor('#000000')
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      // A hair larger than its place, so that no white line shows between two squares.
      if (modules.get(row, column))
        doc.rect(x + (column + border) * step, y + (row + border) * step, step * 1.02, step * 1.02)
  doc.fill()
}
