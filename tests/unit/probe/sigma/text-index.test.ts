import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText, compilePattern, oneCharacter, type Token } from '../../../../main/probe/sigma/pattern.ts'
import { compileExpression, requiredTexts } from '../../../../main/probe/sigma/regular-expression.ts'
import { createTextIndex } from '../../../../main/probe/sigma/text-index.ts'

const letters = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '\\', '⌚', '𝄞'),
  minLength: 1,
  maxLength: 8,
})

test('the index finds what a plain search finds', () => {
  fc.assert(
    fc.property(
      fc.array(letters, { maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\\', '⌚', '𝄞'), maxLength: 60 }),
      (texts, value) => {
        const found = new Set<number>()
        createTextIndex(texts.map((text, id) => ({ text, id }))).search(value, (ids) => {
          for (const id of ids) found.add(id)
          return false
        })
        expect([...found].sort((a, b) => a - b)).toEqual(
          texts.flatMap((t, i) => (value.includes(t) ? [i] : [])),
        )
      },
    ),
    { numRuns: 1000 },
  )
})

test('wildcards mean what a regular expression would', () => {
  const token = fc.oneof(
    fc.constant<Token>(anyText),
    fc.constant<Token>(oneCharacter),
    fc.constantFrom<Token>('a', 'b', 'ab'),
  )
  fc.assert(
    fc.property(
      fc.array(token, { maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }),
      (pattern, value) => {
        const source = pattern
          .map((t) => (t === anyText ? '.*' : t === oneCharacter ? '.' : (t as string)))
          .join('')
        expect(compilePattern(pattern)(value)).toBe(new RegExp(`^${source}$`, 's').test(value))
      },
    ),
    { numRuns: 3000 },
  )
})

test('what a regular expression is said to need stands in all that it fits', () => {
  const piece = fc.constantFrom(
    'ab',
    'cd+',
    '(set)',
    '(x|y)',
    '[a-c]',
    'e?',
    'fg*',
    '\\.',
    '\\s',
    '\\\\',
    '.*',
    'h{0,2}',
    'ij{2}',
    '(k)?',
    '(lm)+',
  )
  const value = fc.array(
    fc.constantFrom('ab', 'cd', 'set', 'x', 'c', 'f', 'fg', '.', ' ', '\\', 'i', 'ijj', 'k', 'lm'),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), value, (pieces, parts) => {
      const source = pieces.join('')
      const text = parts.join('')
      if (new RegExp(source).test(text))
        for (const needed of requiredTexts(source)) expect(text).toContain(needed)
    }),
    { numRuns: 5000 },
  )
})

test('an expression made to hang others answers within the time of a test', () => {
  const fits = compileExpression('^(a+)+$', new Set())
  expect(fits(`${'a'.repeat(50_000)}!`)).toBe(false)
  expect(fits('a'.repeat(50_000))).toBe(true)
})
