import { base64, base64Offsets, dashVariants, utf8Bytes, utf16Bytes } from './encodings.ts'
import type { Change, Modifiers } from './modifiers.ts'
import {
  anchorOf,
  anyText,
  compilePattern,
  type Pattern,
  plainText,
  readPattern,
  showPattern,
  type Token,
} from './pattern.ts'
import type { Cell } from './record-view.ts'
import { type Matcher, RuleError } from './rule.ts'

/** Values for placeholders (`%name%`, modifier `expand`), given by whoever loads the rules. */
export type Placeholders = Readonly<Record<string, readonly string[]>>

const onlyPlain = (pattern: Pattern, change: Change): string => {
  const text = plainText(pattern)
  if (text === null) throw new RuleError(`modifier "${change}" cannot go with wildcards`)
  return text
}

/** Fills in placeholders; a name without values cannot be honoured. */
const expand = (pattern: Pattern, placeholders: Placeholders): Pattern[] => {
  let results: Token[][] = [[]]
  for (const token of pattern) {
    const parts: Token[] = typeof token === 'string' ? token.split(/(%[^%\s]+%)/) : [token]
    for (const part of parts) {
      const name = typeof part === 'string' ? /^%(.+)%$/.exec(part)?.[1] : undefined
      const values =
        name === undefined ? [part] : Object.hasOwn(placeholders, name) ? placeholders[name] : undefined
      if (!values) throw new RuleError(`placeholder %${name}% has no values here`)
      results = results.flatMap((r) => values.map((v) => (v === '' ? r : [...r, v])))
    }
  }
  return results
}

const applyChange = (
  change: Change,
  pattern: Pattern,
  bytes: boolean,
  placeholders: Placeholders,
): Pattern[] => {
  if (change === 'expand') return expand(pattern, placeholders)
  if (change === 'windash') {
    const parts = pattern.map((t): Token[] => (typeof t === 'string' ? dashVariants(t) : [t]))
    return parts.reduce<Token[][]>((all, part) => all.flatMap((a) => part.map((p) => [...a, p])), [[]])
  }
  const text = onlyPlain(pattern, change)
  if (change === 'base64') return [[base64(bytes ? text : utf8Bytes(text))]]
  if (change === 'base64offset') return base64Offsets(bytes ? text : utf8Bytes(text)).map((t) => [t])
  return [[utf16Bytes(text, change)]]
}

const placed = (pattern: Pattern, place: Modifiers['place']): Pattern => {
  const open = (p: Pattern): Pattern => (p[0] === anyText ? p : [anyText, ...p])
  const close = (p: Pattern): Pattern => (p.at(-1) === anyText ? p : [...p, anyText])
  if (place === 'contains') return close(open(pattern))
  if (place === 'startswith') return close(pattern)
  return place === 'endswith' ? open(pattern) : pattern
}

const anyOf = (list: readonly string[], fits: (s: string) => boolean): boolean => {
  for (let i = 0; i < list.length; i++) if (fits(list[i] as string)) return true
  return false
}

/** Adjoining texts are one text; an empty one is none. */
const joined = (pattern: Pattern): Pattern =>
  pattern.reduce<Token[]>((all, t) => {
    const last = all.at(-1)
    if (typeof t === 'string' && typeof last === 'string') all[all.length - 1] = last + t
    else if (t !== '') all.push(t)
    return all
  }, [])

const patternMatcher = (pattern: Pattern, cased: boolean): Matcher => {
  const fits = compilePattern(
    cased ? pattern : pattern.map((t) => (typeof t === 'string' ? t.toLowerCase() : t)),
  )
  const test = cased ? (cell: Cell) => anyOf(cell.raw, fits) : (cell: Cell) => anyOf(cell.lower, fits)
  return { test, anchor: anchorOf(pattern), label: showPattern(pattern) }
}

/** Compiles one text value with its modifiers; one value may stand for several patterns, one of which must fit. */
export const textMatchers = (value: string, modifiers: Modifiers, placeholders: Placeholders): Matcher[] => {
  let patterns: Pattern[] = [readPattern(value)]
  let bytes = false
  for (const change of modifiers.changes) {
    patterns = patterns.flatMap((p) => applyChange(change, p, bytes, placeholders))
    bytes ||= change.startsWith('utf16')
    if (patterns.length > 1000) throw new RuleError('a value stands for more than 1,000 patterns')
  }
  return patterns.map((p) => patternMatcher(placed(joined(p), modifiers.place), modifiers.cased))
}
