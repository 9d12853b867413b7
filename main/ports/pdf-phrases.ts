import { jaModel, Parser } from 'budoux'

const parser = new Parser(jaModel)
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

/** Where the phrases of a Japanese text end, in UTF-16 units from its start; none in a text of another language. */
export const phraseEnds = (text: string): ReadonlySet<number> => {
  if (!japanese.test(text)) return new Set()
  let at = 0
  return new Set(
    parser.parse(text).map((phrase) => {
      at += phrase.length
      return at
    }),
  )
}
