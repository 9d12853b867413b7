import { describe, expect, it } from 'vitest'
import { doubleNegation, type Figures, isImpolite, measure, sentencesOf } from './japanese.ts'
import { japaneseJargon } from './jargon.ts'
import { groupOf, isSaid, messagesOf, ourWords } from './texts.ts'

const messages = messagesOf('ja').filter(isSaid)
const groups = Map.groupBy(messages, groupOf)
const texts = (name: string) => (groups.get(name) ?? []).map((m) => ourWords(m, 'ja'))
const figures = new Map([...groups.keys()].map((name) => [name, measure(texts(name))]))
/** A list of names is no text: only whole sentences count. */
const letters = (name: string) =>
  texts(name)
    .flatMap(sentencesOf)
    .filter((s) => s.endsWith('。'))
    .join('').length
const long = [...groups.keys()].filter((name) => letters(name) >= 60)
/**
 * Every card, every help text and everything that is said in sentences must read easily, each group by itself. Lists of
 * names and of labels for figures are no text.
 */
const namesOnly = /: (languageName|source|sourceState|nav|week|severity|common)\b/
const readsEasily = (name: string) => namesOnly.test(name) || (figures.get(name)?.rs ?? 0) >= 65

const table = () =>
  [...figures]
    .map(
      ([name, f]: [string, Figures]) =>
        `${name.padEnd(44)} ${String(f.sentences).padStart(4)} 文 平均${f.mean.toFixed(0).padStart(3)} 最長${String(f.longest).padStart(3)}` +
        ` 、${f.commas} カナ${(f.katakana * 100).toFixed(0).padStart(3)}% 漢字${f.kanjiRun} RS ${f.rs.toFixed(0)}`,
    )
    .join('\n')

const offenders = (bad: (sentence: string) => boolean) =>
  messages.flatMap((m) =>
    sentencesOf(ourWords(m, 'ja'))
      .filter(bad)
      .map((sentence) => `${m.area} ${m.key}: ${sentence}`),
  )

describe('the words of the Japanese catalogue', () => {
  it('are measured group by group', () => {
    console.log(`\n${table()}\n`)
    expect(groups.size).toBeGreaterThan(10)
  })

  it('come in sentences of at most 50 characters', () => {
    expect(offenders((s) => s.length > 50)).toEqual([])
  })

  it('come in sentences of 30 characters on average', () => {
    expect(
      [...figures].filter(([, f]) => f.mean > 30).map(([name, f]) => `${name} ${f.mean.toFixed(1)}`),
    ).toEqual([])
  })

  it('have at most two commas a sentence', () => {
    expect(offenders((s) => (s.match(/、/g) ?? []).length > 2)).toEqual([])
  })

  it('have no run of more than five kanji', () => {
    expect(offenders((s) => /[\u4e00-\u9fff々]{6,}/.test(s))).toEqual([])
  })

  it('are polite: です・ます', () => {
    expect(offenders(isImpolite)).toEqual([])
  })

  it('never deny twice', () => {
    expect(offenders((s) => doubleNegation.test(s))).toEqual([])
  })

  it.each(japaneseJargon.map(([word, plain]) => [word.source, word, plain] as const))(
    'do without %s',
    (_name, word) => {
      expect(offenders((s) => word.test(s))).toEqual([])
    },
  )

  it('hold katakana at or below 15 % of a text', () => {
    const bad = long.filter((name) => (figures.get(name)?.katakana ?? 0) > 0.15)
    expect(bad.map((name) => `${name} ${((figures.get(name)?.katakana ?? 0) * 100).toFixed(1)} %`)).toEqual(
      [],
    )
  })

  it('read easily: RS ≥ 65 for every card, every help text and every screen', () => {
    const bad = [...groups.keys()].filter((name) => !readsEasily(name))
    expect(bad.map((name) => `${name} RS ${figures.get(name)?.rs.toFixed(1)}`)).toEqual([])
  })
})

describe('the measure itself', () => {
  it('tells a jargon alert from its plain twin', () => {
    const jargon = measure([
      '端末において不審な外部通信を検知したため、当該通信を遮断し、端末の隔離を実施しました。',
    ])
    const plain = measure(['このパソコンが、知らない相手と話そうとしました。アプリが止めました。'])
    expect(jargon.rs).toBeLessThan(60)
    expect(plain.rs).toBeGreaterThan(65)
  })

  it('would stop a card in officialese', () => {
    const heavy = measure(['当該端末の隔離措置を実施後、速やかに管理部門担当者へ状況報告を実施願います。'])
    expect(heavy.rs).toBeLessThan(65)
    expect(heavy.kanjiRun).toBeGreaterThan(5)
  })

  it.each([
    ['直せないとは言えません。', doubleNegation],
    ['なくはありません。', doubleNegation],
  ])('finds a double negation in %s', (sentence, pattern) => {
    expect(pattern.test(sentence)).toBe(true)
  })

  it('finds what is not polite', () => {
    expect(isImpolite('電源を切るな。')).toBe(true)
    expect(isImpolite('電源を切らないでください。')).toBe(false)
  })
})
