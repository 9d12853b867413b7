import { compileRange } from './address-range.ts'
import type { Modifiers } from './modifiers.ts'
import type { Cell } from './record-view.ts'
import { compileExpression, requiredTexts } from './regular-expression.ts'
import { type Matcher, RuleError } from './rule.ts'
import { type Placeholders, textMatchers } from './text-matcher.ts'

/** What a rule may compare a field with. */
export type RuleValue = string | number | boolean | null

const numberOf = (text: string): number => {
  const trimmed = text.trim()
  return trimmed === '' ? Number.NaN : Number(trimmed)
}

const comparison = (kind: 'gt' | 'gte' | 'lt' | 'lte', value: RuleValue): Matcher => {
  const limit = numberOf(String(value))
  if (Number.isNaN(limit)) throw new RuleError(`modifier "${kind}" needs a number, not "${String(value)}"`)
  const fits = {
    gt: (n: number) => n > limit,
    gte: (n: number) => n >= limit,
    lt: (n: number) => n < limit,
    lte: (n: number) => n <= limit,
  }[kind]
  return { test: (cell) => cell.raw.some((s) => fits(numberOf(s))), anchor: null, label: `${kind} ${limit}` }
}

const existence = (value: RuleValue): Matcher => {
  const word = String(value).toLowerCase()
  if (word !== 'true' && word !== 'false') throw new RuleError('modifier "exists" needs true or false')
  const wanted = word === 'true'
  return {
    test: (cell) => (cell.value !== undefined) === wanted,
    anchor: null,
    label: wanted ? '(present)' : '(missing)',
  }
}

const reference = (value: RuleValue, { place, cased }: Modifiers): Matcher => {
  const name = String(value)
  const texts = (cell: Cell) => (cased ? cell.raw : cell.lower)
  const fits = (own: string, other: string): boolean =>
    place === 'contains'
      ? own.includes(other)
      : place === 'startswith'
        ? own.startsWith(other)
        : place === 'endswith'
          ? own.endsWith(other)
          : own === other
  return {
    test: (cell, view) => texts(cell).some((own) => texts(view.cell(name)).some((other) => fits(own, other))),
    anchor: null,
    label: `= ${name}`,
  }
}

/** `null` in a rule: the field is not there, or is there without a value. `''` is a value. */
const absence: Matcher = {
  test: (cell) => cell.value === undefined || cell.value === null,
  anchor: null,
  label: 'null',
}

/** Compiles one value of a field. Several matchers mean: one of them must fit. Throws `RuleError`. */
export const valueMatchers = (
  value: RuleValue,
  modifiers: Modifiers,
  placeholders: Placeholders,
): Matcher[] => {
  const { kind } = modifiers
  if (kind === 'exists') return [existence(value)]
  if (value === null) {
    if (kind !== 'text') throw new RuleError(`modifier "${kind}" needs a value`)
    return [absence]
  }
  switch (kind) {
    case 're': {
      const fits = compileExpression(String(value), modifiers.flags)
      const texts = requiredTexts(String(value))
      const [longest] = texts
      return [
        {
          // Looking for the plain parts first is a hundred times cheaper than the expression.
          test: (cell) => cell.raw.some((s, i) => texts.every((t) => cell.lower[i]?.includes(t)) && fits(s)),
          slow: true,
          anchor: longest === undefined ? null : { kind: 'part', text: longest },
          label: `/${String(value)}/`,
        },
      ]
    }
    case 'cidr': {
      const fits = compileRange(String(value))
      if (!fits) throw new RuleError(`"${String(value)}" is not an address range`)
      return [{ test: (cell) => cell.raw.some(fits), anchor: null, label: String(value) }]
    }
    case 'fieldref':
      return [reference(value, modifiers)]
    case 'text':
      return textMatchers(String(value), modifiers, placeholders)
    default:
      return [comparison(kind, value)]
  }
}
