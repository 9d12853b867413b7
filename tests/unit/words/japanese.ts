/** Sentences of a text: what ends in 「。」「?」「!」, and what stands alone. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[。？！?!])|\n/)
    .map((s) => s.trim())
    .filter(Boolean)

const lengthsOf = (text: string, run: RegExp): number => {
  const runs = text.match(run) ?? []
  return runs.length === 0 ? 0 : runs.reduce((sum, r) => sum + r.length, 0) / runs.length
}

/** What the gate knows of a group of texts. */
export type Figures = {
  sentences: number
  mean: number
  longest: number
  commas: number
  katakana: number
  kanjiRun: number
  rs: number
}

const kanji = /[\u4e00-\u9fff々]+/g
const katakana = /[\u30a1-\u30ffー]+/g

/**
 * Measures Japanese texts. RS is the readability of Tateisi, Ono and Yamada (1988), which needs no dictionary:
 * mean sentence length, mean runs of alphabet, hiragana, kanji, katakana, commas a sentence.
 */
export const measure = (texts: readonly string[]): Figures => {
  const sentences = texts.flatMap(sentencesOf)
  const all = sentences.join('\n')
  const count = Math.max(1, sentences.length)
  const letters = all.replace(/\n/g, '').length
  const mean = letters / count
  const commas = (all.match(/、/g) ?? []).length / count
  const rs =
    -0.12 * mean -
    1.37 * lengthsOf(all, /[A-Za-zＡ-Ｚａ-ｚ]+/g) +
    7.4 * lengthsOf(all, /[\u3041-\u309f]+/g) -
    23.18 * lengthsOf(all, kanji) -
    5.4 * lengthsOf(all, katakana) -
    4.67 * commas +
    115.79
  return {
    sentences: sentences.length,
    mean,
    longest: Math.max(0, ...sentences.map((s) => s.length)),
    commas: Math.max(0, ...sentences.map((s) => (s.match(/、/g) ?? []).length)),
    katakana: (all.match(katakana) ?? []).join('').length / Math.max(1, letters),
    kanjiRun: Math.max(0, ...(all.match(kanji) ?? []).map((r) => r.length)),
    rs,
  }
}

const polite =
  /(です|ます|ません|ください|でした|ました|ましょう|でしょう|ですか|ますか|ませんか|ましたか|でしたか|ましょうか|でしょうか|ませんでした)[。？?!！]$/

/** A whole sentence (one that ends in 「。」) that is not in です・ます. */
export const isImpolite = (sentence: string): boolean =>
  /[。]$/.test(sentence) && !polite.test(sentence.replace(/([」』]|[(（][^()（）]*[)）])(?=。$)/g, ''))

/** 二重否定. */
export const doubleNegation =
  /(ないとは(言え|いえ|限ら)|ないことも?(ない|ありません)|ないわけ(では|にも|には)|なくは(ない|ありません)|ないもので(は|も)(ない|ありません)|ないでは(いられ|すま))/
