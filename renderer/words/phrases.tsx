import { Fragment, memo, type ReactNode } from 'react'
import { type Piece, piecesOf } from './breaks.ts'

/** Browsers break a line after a hyphen: "Wi-" at the end of one and "Fi" on the next reads badly. */
const hyphened = /([A-Za-z]+(?:-[A-Za-z]+)+)/

const unbroken = (text: string): ReactNode => {
  const parts = text.split(hyphened)
  if (parts.length === 1) return text
  return parts.map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed text never move.
      <span key={i} className="whole">
        {part}
      </span>
    ) : (
      part
    ),
  )
}

const shown = (piece: Piece): ReactNode => {
  if (piece === 'break') return <wbr />
  if (piece.reading === null) return unbroken(piece.text)
  return (
    <ruby>
      {piece.text}
      <rt>{piece.reading}</rt>
    </ruby>
  )
}

/** A text as the page shows it: with readings, and lines that break between phrases. One element, whatever it stands in. */
export const Words = memo(({ children }: { children: string }) => {
  const pieces = piecesOf(children)
  if (pieces.length <= 1 && !hyphened.test(children))
    return pieces.map((piece) => <Fragment key="only">{shown(piece)}</Fragment>)
  return (
    <span>
      {pieces.map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one fixed text never move.
        <Fragment key={i}>{shown(piece)}</Fragment>
      ))}
    </span>
  )
})
