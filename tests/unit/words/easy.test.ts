import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { annotate, plain, rubyParts } from '../../../main/contract/ruby.ts'
import { createText } from '../../../main/contract/text.ts'
import { isImpolite, sentencesOf } from './japanese.ts'
import { messagesOf, placeholdersOf } from './texts.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(`assets/texts/ja-easy/${name}.json`, 'utf8')) as Record<string, string>
const texts = read('texts')
const simple = read('simple')
const japanese = messagesOf('ja').filter((m) => !m.key.endsWith('List'))
const kanji = /[\u4e00-\u9fff々]/
const update = 'run: node scripts/furigana.mjs'

describe('やさしい日本語', () => {
  it('has every message of the Japanese catalogue, and no other', () => {
    expect(Object.keys(texts).sort(), update).toEqual(japanese.map((m) => m.key).sort())
  })

  it('says the same as the Japanese message, or something simpler on purpose', () => {
    const bad = japanese.filter((m) => plain(annotate(texts[m.key] ?? '')) !== (simple[m.key] ?? m.message))
    expect(
      bad.map((m) => m.key),
      update,
    ).toEqual([])
  })

  it('reads every kanji', () => {
    const unread = Object.entries(texts).filter(([, t]) =>
      rubyParts(annotate(t)).some((p) => p.reading === null && kanji.test(p.text)),
    )
    expect(
      unread.map(([key, t]) => `${key}: ${t}`),
      update,
    ).toEqual([])
  })

  it('reads in hiragana', () => {
    const odd = Object.entries(texts).filter(([, t]) =>
      rubyParts(annotate(t)).some((p) => p.reading !== null && !/^[ぁ-ゖー]+$/.test(p.reading)),
    )
    expect(
      odd.map(([key, t]) => `${key}: ${t}`),
      update,
    ).toEqual([])
  })

  it('keeps the placeholders', () => {
    const bad = japanese.filter(
      (m) => String(placeholdersOf(m.message)) !== String(placeholdersOf(texts[m.key] ?? '')),
    )
    expect(bad.map((m) => m.key)).toEqual([])
  })

  it('is simpler where it is simpler: short and polite', () => {
    const long = Object.entries(simple).filter(([, t]) =>
      sentencesOf(t).some((s) => s.length > 30 || isImpolite(s)),
    )
    expect(long.map(([key]) => key)).toEqual([])
  })

  it('can be said with and without readings', () => {
    expect(createText('ja-easy')('nav.settings')).toBe('設定')
    expect(rubyParts(createText('ja-easy', { ruby: true })('nav.settings'))).toEqual([
      { text: '設定', reading: 'せってい' },
    ])
  })
})
