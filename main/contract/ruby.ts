/**
 * Readings over kanji. In the catalogue they are written `{漢字|かんじ}`; inside the program they are Unicode's
 * interlinear annotation (U+FFF9 … U+FFFA … U+FFFB), which no ICU message and no user's text means otherwise.
 */
const written = /\{([^{}|]+)\|([^{}|]+)\}/g
const annotated = /\uFFF9([^\uFFF9-\uFFFB]*)\uFFFA([^\uFFF9-\uFFFB]*)\uFFFB/g

/** From the catalogue's notation to annotation characters. */
export const annotate = (message: string): string => message.replace(written, '\uFFF9$1\uFFFA$2\uFFFB')

/** The text without its readings: for titles, notifications, names of controls. */
export const plain = (text: string): string => text.replace(annotated, '$1')

/** A piece of text, with its reading where it has one. */
export type RubyPart = { text: string; reading: string | null }

/** Splits a text at its readings. The pieces' texts joined are `plain(text)`. Pure. */
export const rubyParts = (text: string): RubyPart[] => {
  const parts: RubyPart[] = []
  let from = 0
  for (const match of text.matchAll(annotated)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), reading: null })
    parts.push({ text: match[1] ?? '', reading: match[2] ?? '' })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), reading: null })
  return parts
}
