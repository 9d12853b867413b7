import { describe, expect, it } from 'vitest'
import { type CodeString, codeStringsOf, sourcesIn } from './code-strings.ts'

const japanese = /[\u3041-\u309f\u30a1-\u30fa\u4e00-\u9fff]/
const spoken = ['aria-label', 'title', 'alt', 'placeholder', 'label', 'hint']

/** What others write in Japanese and code must know: a country's name in router lines, a program's own name. */
const namesOfOthers = ['日本', 'クイック アシスト (Quick Assist)']

/** Text for people belongs into the catalogue: Japanese anywhere, and any words between tags. */
const isText = (s: CodeString): boolean =>
  (japanese.test(s.text) && !namesOfOthers.includes(s.text)) ||
  (s.kind === 'jsx' && /\p{L}/u.test(s.text)) ||
  (s.kind === 'attribute' && spoken.includes(s.parts?.[0] ?? '') && /\p{L}/u.test(s.text))

describe('the code', () => {
  it('holds no text for people', () => {
    const found = sourcesIn(['main', 'renderer', 'desk', 'preload'])
      .flatMap((file) => codeStringsOf(file))
      .filter(isText)
    expect(found.map((s) => `${s.file}:${s.line} ${s.text.trim()}`)).toEqual([])
  })

  it.each([
    ['a.ts', "export const a = '相談'"],
    ['a.ts', 'export const a = (n: number) => `${n}件`'],
    ['a.tsx', 'export const a = <p>Hello</p>'],
    ['a.tsx', 'export const a = <p aria-label="Close" />'],
  ])('would be caught with text in %s: %s', (file, code) => {
    expect(codeStringsOf(file, code).some(isText)).toBe(true)
  })

  it('may speak of Japanese in comments and patterns', () => {
    expect(codeStringsOf('a.ts', '/** 相談 */\nexport const a = /[ぁ-ん]/').some(isText)).toBe(false)
  })
})
