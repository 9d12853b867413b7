// npm run fuzz -- condition: the parser of Sigma conditions.
import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { type Condition, parseCondition } from '../../main/probe/sigma/condition.ts'
import { RuleError } from '../../main/probe/sigma/rule.ts'
import { fuzz } from './fuzz.ts'

/** A condition written with every parenthesis, which must parse to the same again. */
const written = (c: Condition): string => {
  switch (c.type) {
    case 'name':
      return c.name
    case 'of':
      return `${c.count} of ${c.names}`
    case 'not':
      return `not (${written(c.of)})`
    default:
      return `(${c.of.map(written).join(` ${c.type} `)})`
  }
}

const words = [
  'and',
  'or',
  'not',
  'of',
  'all',
  'any',
  '1',
  '0',
  '9999',
  'them',
  '(',
  ')',
  '|',
  'count()',
  'sel*',
]
const nearly = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.stringMatching(/^[a-z_*?.-]{1,9}$/), fc.string()), {
    maxLength: 60,
  })
  .chain((parts) => fc.constantFrom(' ', '', '\t', '\n ').map((gap) => parts.join(gap)))
const deep = fc.nat(400).map((n) => `${'('.repeat(n)}a${')'.repeat(n)}`)
const text = fc.oneof(nearly, deep, fc.string({ maxLength: 400, unit: 'binary' }))

fuzz(text, (condition) => {
  let parsed: Condition
  try {
    parsed = parseCondition(condition)
  } catch (error) {
    if (error instanceof RuleError && error.message.startsWith('condition: ')) return
    throw error
  }
  // What was taken means one thing only. Written with all parentheses, very deep ones may pass the bound.
  try {
    deepStrictEqual(parseCondition(written(parsed)), parsed)
  } catch (error) {
    if (!(error instanceof RuleError && /nested too deeply|too long/.test(error.message))) throw error
  }
})
