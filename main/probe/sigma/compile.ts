import { cheapFirst } from './cheap-first.ts'
import { type Condition, parseCondition } from './condition.ts'
import { compileSelection } from './detection.ts'
import { type CompiledRule, levels, RuleError, type RuleInfo, type Test } from './rule.ts'
import type { Placeholders } from './text-matcher.ts'

const isMap = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v)
const text = (v: unknown): string => (typeof v === 'string' || typeof v === 'number' ? String(v) : '')

/** Reads what the rule says about itself. Throws `RuleError` where title or level are missing or unknown. */
export const readInfo = (document: Record<string, unknown>): RuleInfo => {
  const title = text(document.title)
  if (!title) throw new RuleError('rule has no title')
  const level = levels.find((l) => l === (text(document.level) || 'medium').toLowerCase())
  if (!level) throw new RuleError(`level "${text(document.level)}" is unknown`)
  const source = isMap(document.logsource) ? document.logsource : {}
  const part = (name: string) => {
    const value = text(source[name]).toLowerCase()
    return value ? { [name]: value } : {}
  }
  return {
    id: text(document.id) || title,
    ...(document.name ? { name: text(document.name) } : {}),
    title,
    level,
    status: text(document.status),
    tags: Array.isArray(document.tags) ? document.tags.map((t) => text(t).toLowerCase()).filter(Boolean) : [],
    logsource: { ...part('product'), ...part('category'), ...part('service') },
  }
}

const wildcardName = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.?+^${}()|[\]\\-]/g, '\\$&').replaceAll('*', '.*')}$`)

const link = (condition: Condition, selections: ReadonlyMap<string, Test>): Test => {
  const selection = (name: string): Test => {
    const of = selections.get(name)
    if (!of) throw new RuleError(`condition: there is no selection "${name}"`)
    return { type: 'selection', name, of }
  }
  switch (condition.type) {
    case 'name':
      return selection(condition.name)
    case 'not':
      return { type: 'not', of: link(condition.of, selections) }
    case 'and':
    case 'or':
      return {
        type: condition.type === 'and' ? 'all' : 'any',
        of: condition.of.map((c) => link(c, selections)),
      }
    case 'of': {
      const fits = wildcardName(condition.names)
      const names = [...selections.keys()].filter((n) => fits.test(n) && !n.startsWith('_'))
      if (names.length === 0) throw new RuleError(`condition: no selection is named "${condition.names}"`)
      if (condition.count === 'all' || condition.count === names.length)
        return { type: 'all', of: names.map(selection) }
      if (condition.count === 1) return { type: 'any', of: names.map(selection) }
      return atLeast(condition.count, names.map(selection))
    }
  }
}

/** "2 of" and more: one of the ways to choose that many. Bounded, as there are few selections. */
const atLeast = (count: number, tests: readonly Test[]): Test => {
  if (count > tests.length) throw new RuleError(`condition: "${count} of" only ${tests.length} selections`)
  if (tests.length > 12) throw new RuleError(`condition: "${count} of" more than 12 selections`)
  const choose = (n: number, from: readonly Test[]): Test[][] => {
    const [first, ...rest] = from
    if (n === 0) return [[]]
    if (!first || from.length < n) return []
    return [...choose(n - 1, rest).map((c) => [first, ...c]), ...choose(n, rest)]
  }
  return { type: 'any', of: choose(count, tests).map((of) => ({ type: 'all' as const, of })) }
}

/** Compiles one parsed rule document. Throws `RuleError` for what cannot be honoured as a whole. Pure. */
export const compileRule = (document: unknown, placeholders: Placeholders = {}): CompiledRule => {
  if (!isMap(document)) throw new RuleError('not a rule')
  const info = readInfo(document)
  if (!isMap(document.logsource)) throw new RuleError('rule has no logsource')
  const detection = document.detection
  if (!isMap(detection)) throw new RuleError('rule has no detection')
  const selections = new Map<string, Test>()
  for (const [name, given] of Object.entries(detection)) {
    if (name === 'condition') continue
    if (name === 'timeframe') throw new RuleError('"timeframe" needs a correlation')
    selections.set(name, compileSelection(name, given, placeholders))
  }
  const conditions = [detection.condition].flat()
  if (conditions.length === 0 || !conditions.every((c) => typeof c === 'string'))
    throw new RuleError('rule has no condition')
  const tests = conditions.map((c) => link(parseCondition(c), selections))
  return { info, test: cheapFirst(tests.length === 1 ? (tests[0] as Test) : { type: 'any', of: tests }) }
}
