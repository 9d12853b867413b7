import { jaModel, Parser } from 'budoux'
import { Fragment, memo, type ReactNode } from 'react'

const parser = new Parser(jaModel)
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

/** A sentence with a chance to break the line after each phrase, never inside one. */
export const breakable = (sentence: string): ReactNode => {
  if (!japanese.test(sentence)) return sentence
  const parts = parser.parse(sentence)
  return parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed sentence never move.
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}

/** One sentence or more, as the page shows them. */
export const Words = memo(({ children }: { children: string }) => <>{breakable(children)}</>)
