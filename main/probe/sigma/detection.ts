import { type Modifiers, readModifiers } from './modifiers.ts'
import { type Matcher, RuleError, type Test } from './rule.ts'
import { createTextIndex, type TextIndex } from './text-index.ts'
import type { Placeholders } from './text-matcher.ts'
import { type RuleValue, valueMatchers } from './value-matcher.ts'

const mostValues = 20_000

const isValue = (v: unknown): v is RuleValue =>
  v === null || typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean'
const isMap = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v)

const combined = (type: 'all' | 'any', of: Test[]): Test => (of.length === 1 ? (of[0] as Test) : { type, of })

/** Beyond this many texts, one search for all of them is cheaper than one for each. */
const many = 12

/** A quick look whether any of many texts stands in a value at all; nothing where the list is short or not plain. */
const manyTexts = (matchers: readonly Matcher[], modifiers: Modifiers): { quick?: TextIndex } => {
  const anchors = matchers.flatMap((m) => (m.anchor && m.anchor.text !== '' ? [m.anchor] : []))
  if (modifiers.every || matchers.length <= many || anchors.length < matchers.length) return {}
  return { quick: createTextIndex(anchors.map(({ text }, id) => ({ text, id }))) }
}

/** One `field|modifier: value(s)` of a selection; the empty field name means the whole record. */
const compileItem = (key: string, given: unknown, placeholders: Placeholders): Test => {
  const [field = '', ...words] = key.split('|')
  const modifiers = readModifiers(words)
  const values = Array.isArray(given) ? given : [given]
  if (!values.every(isValue)) throw new RuleError(`field "${field}": values must be plain`)
  if (values.length === 0) throw new RuleError(`field "${field}" has no values`)
  if (values.length > mostValues) throw new RuleError(`field "${field}" has too many values`)
  const place =
    field === '' && modifiers.kind === 'text' && modifiers.place === 'whole' ? 'contains' : modifiers.place
  const alternatives = values.map((v) => valueMatchers(v, { ...modifiers, place }, placeholders))
  const simple = alternatives.every((a) => a.length === 1)
  const matchers: Matcher[] = alternatives.flat()
  const test: Test =
    modifiers.every && !simple
      ? { type: 'all', of: alternatives.map((m) => ({ type: 'field', field, every: false, matchers: m })) }
      : { type: 'field', field, every: modifiers.every, matchers, ...manyTexts(matchers, modifiers) }
  return modifiers.negated ? { type: 'not', of: test } : test
}

/**
 * Compiles one selection: a map (all fields must fit), a list of maps or keywords (one must fit), or one keyword.
 * Throws `RuleError`. Pure.
 */
export const compileSelection = (name: string, given: unknown, placeholders: Placeholders): Test => {
  const compile = (v: unknown): Test => {
    if (isMap(v)) {
      const items = Object.entries(v).map(([key, value]) => compileItem(key, value, placeholders))
      if (items.length === 0) throw new RuleError(`selection "${name}" is empty`)
      return combined('all', items)
    }
    if (isValue(v) && v !== null) return compileItem('', v, placeholders)
    throw new RuleError(`selection "${name}" is neither map nor text`)
  }
  if (!Array.isArray(given)) return compile(given)
  if (given.length === 0) throw new RuleError(`selection "${name}" is empty`)
  if (given.length > mostValues) throw new RuleError(`selection "${name}" has too many values`)
  const words = given.filter((v) => isValue(v) && v !== null)
  const rest = given.filter((v) => !words.includes(v))
  const keywords = words.length > 0 ? [compileItem('', words, placeholders)] : []
  return combined('any', [...keywords, ...rest.map(compile)])
}
