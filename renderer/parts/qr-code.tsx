import QRCode from 'qrcode'
import { useMemo } from 'react'

/** A QR code as a drawing; its content needs no server. `label`: what readers say of it. */
export const QrCode = ({ content, label }: { content: string; label: string }) => {
  const { size, path } = useMemo(() => {
    const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' })
    const squares: string[] = []
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++)
        if (modules.get(row, column)) squares.push(`M${column + 4} ${row + 4}h1v1h-1z`)
    return { size: modules.size + 8, path: squares.join('') }
  }, [content])
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
