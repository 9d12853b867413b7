import type { LogEvent } from '../../contract/event.ts'
import { compileRule } from './compile.ts'
import { evaluate, explain } from './evaluate.ts'
import { kindKey, kindOf, takesIn } from './logsource.ts'
import { viewRecord } from './record-view.ts'
import {
  type CompiledRule,
  type Explanation,
  type LogSource,
  type Refusal,
  RuleError,
  type RuleInfo,
} from './rule.ts'
import { createRuleIndex, type RuleIndex } from './rule-index.ts'
import { readRuleDocuments } from './rule-text.ts'
import type { Placeholders } from './text-matcher.ts'

/** A rule that fits a record, and why. */
export type Match = { rule: RuleInfo; explanation: Explanation }

/** Text of a rule file under the name that a refusal shall show. */
export type RuleText = { file: string; text: string }

/** What became of rule texts. One broken or unsupported rule never costs the others. */
export type ReadRules = {
  rules: CompiledRule[]
  /** Documents that are correlations, for `compileCorrelations`. */
  correlations: { file: string; document: unknown }[]
  refused: Refusal[]
}

const isCorrelation = (d: unknown): boolean => typeof d === 'object' && d !== null && 'correlation' in d
const nameOf = (d: unknown, key: 'id' | 'title'): string =>
  typeof d === 'object' && d !== null && key in d
    ? String((d as Record<string, unknown>)[key]).slice(0, 200)
    : ''

/** Reads and compiles rule files. Never throws. Pure. */
export const readRules = (texts: Iterable<RuleText>, placeholders: Placeholders = {}): ReadRules => {
  const result: ReadRules = { rules: [], correlations: [], refused: [] }
  const attempt = (file: string, document: unknown, work: () => void) => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      const refusal = {
        file,
        id: nameOf(document, 'id'),
        title: nameOf(document, 'title'),
        reason: error.message,
      }
      result.refused.push(refusal)
    }
  }
  for (const { file, text } of texts) {
    attempt(file, null, () => {
      for (const document of readRuleDocuments(text)) {
        if (isCorrelation(document)) result.correlations.push({ file, document })
        else attempt(file, document, () => result.rules.push(compileRule(document, placeholders)))
      }
    })
  }
  return result
}

/** Compiled rules, ready for records. */
export type RuleSet = {
  /** All rules that fit the record, with the reason. Pure for the caller. */
  match: (event: LogEvent) => Match[]
  rules: readonly CompiledRule[]
}

const mostKinds = 20_000

/** Files the rules by log source, so that a record meets only rules that can fire for it. */
export const createRuleSet = (rules: readonly CompiledRule[]): RuleSet => {
  const groups = new Map<string, { logsource: LogSource; rules: CompiledRule[] }>()
  for (const rule of rules) {
    const { product = '', category = '', service = '' } = rule.info.logsource
    const key = `${product}/${category}/${service}`
    const group = groups.get(key)
    if (group) group.rules.push(rule)
    else groups.set(key, { logsource: rule.info.logsource, rules: [rule] })
  }
  const indexed = [...groups.values()].map((g) => ({
    logsource: g.logsource,
    index: createRuleIndex(g.rules),
  }))
  const byKind = new Map<string, RuleIndex[]>()
  const indexesFor = (event: LogEvent): RuleIndex[] => {
    const key = kindKey(event)
    let found = byKind.get(key)
    if (!found) {
      const kind = kindOf(event)
      found = indexed.filter((g) => takesIn(g.logsource, kind)).map((g) => g.index)
      if (byKind.size >= mostKinds) byKind.clear()
      byKind.set(key, found)
    }
    return found
  }
  return {
    rules,
    match(event) {
      const matches: Match[] = []
      const indexes = indexesFor(event)
      if (indexes.length === 0) return matches
      const view = viewRecord(event)
      for (const index of indexes)
        index.candidates(view, (rule) => {
          if (evaluate(rule.test, view))
            matches.push({ rule: rule.info, explanation: explain(rule.test, view) })
        })
      return matches
    },
  }
}
