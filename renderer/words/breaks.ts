import { jaModel, Parser } from 'budoux'
import { plain, rubyParts } from '../../main/contract/ruby.ts'

const parser = new Parser(jaModel)
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

/** What to show, in order: text, text with a reading, or a chance to break the line. */
export type Piece = { text: string; reading: string | null } | 'break'

/** Splits a sentence so that a line may break after each phrase, never inside one nor inside a reading. Pure. */
export const piecesOf = (sentence: string): Piece[] => {
  const whole = plain(sentence)
  if (!japanese.test(whole)) return [{ text: whole, reading: null }]
  const ends = new Set<number>()
  let at = 0
  for (const phrase of parser.parse(whole)) {
    at += phrase.length
    ends.add(at)
  }
  const pieces: Piece[] = []
  let from = 0
  for (const part of rubyParts(sentence)) {
    const to = from + part.text.length
    if (part.reading !== null) {
      pieces.push(part)
      if (ends.has(to) && to < whole.length) pieces.push('break')
    } else {
      let start = from
      for (let i = from + 1; i <= to; i++) {
        const end = ends.has(i) && i < whole.length
        if (!end && i < to) continue
        pieces.push({ text: whole.slice(start, i), reading: null })
        if (end) pieces.push('break')
        start = i
      }
    }
    from = to
  }
  return pieces
}
