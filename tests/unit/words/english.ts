/** Sentences of an English text. */
export const englishSentences = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+|\n|: /)
    .map((s) => s.trim())
    .filter((s) => /[A-Za-z]/.test(s))

export const wordsOf = (text: string): string[] => text.match(/[A-Za-z0-9]+(?:['’-][A-Za-z]+)*/g) ?? []

/** Syllables, by groups of vowels; a silent final e is not counted. */
export const syllablesOf = (word: string): number => {
  const w = word.toLowerCase().replace(/[^a-z]/g, '')
  if (w.length <= 3) return 1
  const groups = w.replace(/(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$/, '').match(/[aeiouy]+/g) ?? []
  return Math.max(1, groups.length)
}

/** Flesch–Kincaid grade: the school year that reads it with ease. */
export const gradeOf = (texts: readonly string[]): number => {
  const sentences = texts.flatMap(englishSentences)
  const words = sentences.flatMap(wordsOf)
  const syllables = words.reduce((sum, w) => sum + syllablesOf(w), 0)
  const n = Math.max(1, words.length)
  return 0.39 * (n / Math.max(1, sentences.length)) + 11.8 * (syllables / n) - 15.59
}
