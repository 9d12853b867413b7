import { describe, expect, it } from 'vitest'
import { englishSentences, gradeOf, wordsOf } from './english.ts'
import { englishJargon } from './jargon.ts'
import { groupOf, isSaid, messagesOf, ourWords } from './texts.ts'

const messages = messagesOf('en').filter(isSaid)
const groups = Map.groupBy(messages, groupOf)
const texts = (name: string) => (groups.get(name) ?? []).map((m) => ourWords(m, 'en'))
const words = (name: string) => texts(name).flatMap(wordsOf).length
const sentences = messages.flatMap((m) =>
  englishSentences(ourWords(m, 'en')).map((sentence) => ({
    at: `${m.area} ${m.key}: ${sentence}`,
    sentence,
  })),
)

describe('the words of the English catalogue', () => {
  it('come in sentences of at most 20 words', () => {
    expect(sentences.filter(({ sentence }) => wordsOf(sentence).length > 20).map(({ at }) => at)).toEqual([])
  })

  it('need at most seven years of school (Flesch–Kincaid), text group by text group', () => {
    const grades = [...groups.keys()]
      .filter((g) => words(g) >= 20)
      .map((g) => [g, gradeOf(texts(g))] as const)
    console.log(`\n${grades.map(([g, grade]) => `${g.padEnd(44)} FK ${grade.toFixed(1)}`).join('\n')}\n`)
    expect(grades.filter(([, grade]) => grade > 7).map(([g, grade]) => `${g} ${grade.toFixed(1)}`)).toEqual(
      [],
    )
  })

  it('do without jargon', () => {
    expect(
      sentences.filter(({ sentence }) => englishJargon.some((j) => j.test(sentence))).map(({ at }) => at),
    ).toEqual([])
  })

  it('are measured by a measure that tells plain from heavy', () => {
    const heavy =
      'Unauthorised authentication activity necessitates immediate organisational remediation procedures.'
    expect(gradeOf([heavy])).toBeGreaterThan(15)
    expect(gradeOf(['Pull the cable out. Then call the desk.'])).toBeLessThan(3)
  })
})
