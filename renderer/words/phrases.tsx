import { Fragment, memo, type ReactNode } from 'react'
import { type Piece, piecesOf } from './breaks.ts'

const shown = (piece: Piece): ReactNode => {
  if (piece === 'break') return <wbr />
  if (piece.reading === null) return piece.text
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
  if (pieces.length <= 1) return pieces.map((piece) => <Fragment key="only">{shown(piece)}</Fragment>)
  return (
    <span>
      {pieces.map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one fixed text never move.
        <Fragment key={i}>{shown(piece)}</Fragment>
      ))}
    </span>
  )
})
