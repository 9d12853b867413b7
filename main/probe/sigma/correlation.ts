import type { LogEvent } from '../../contract/event.ts'
import { readInfo } from './compile.ts'
import { viewRecord } from './record-view.ts'
import { type CompiledRule, type Refusal, RuleError, type RuleInfo } from './rule.ts'
import type { Match } from './rule-set.ts'

/** A Sigma 2 correlation: what must come together within a time, and for whom. */
export type Correlation = {
  info: RuleInfo
  type: 'event_count' | 'value_count' | 'temporal' | 'temporal_ordered'
  /** Ids of the rules it is about. */
  rules: readonly string[]
  groupBy: readonly string[]
  /** Milliseconds. */
  timespan: number
  /** The number of events, values or rules must fulfil each of these. */
  conditions: readonly { op: Op; count: number }[]
  /** For `value_count`: which field's different values are counted. */
  field: string
  /** Do the single rules tell of themselves, too? */
  generate: boolean
}
type Op = 'gt' | 'gte' | 'lt' | 'lte' | 'eq'

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const types = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const
const isMap = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v)
const names = (v: unknown): string[] => (v === undefined || v === null ? [] : [v].flat().map(String))

const readConditions = (given: unknown): { conditions: Correlation['conditions']; field: string } => {
  const map = isMap(given) ? given : {}
  const conditions = Object.entries(map).flatMap(([op, count]) => {
    if (op === 'field') return []
    if (!['gt', 'gte', 'lt', 'lte', 'eq'].includes(op))
      throw new RuleError(`correlation: condition "${op}" is unknown`)
    if (!/^\d{1,9}$/.test(String(count))) throw new RuleError(`correlation: "${op}" needs a number`)
    return [{ op: op as Op, count: Number(count) }]
  })
  // Only a growing number can be judged as records come: "fewer than" would need the end of time.
  if (conditions.some((c) => c.op === 'lt' || c.op === 'lte'))
    throw new RuleError('correlation: "lt" and "lte" are not supported')
  return { conditions, field: map.field === undefined ? '' : String(map.field) }
}

/** Compiles one correlation against the rules it names by id or name. Throws `RuleError`. Pure. */
export const compileCorrelation = (document: unknown, rules: readonly CompiledRule[]): Correlation => {
  if (!isMap(document) || !isMap(document.correlation)) throw new RuleError('not a correlation')
  const given = document.correlation
  const type = types.find((t) => t === given.type)
  if (!type) throw new RuleError(`correlation: type "${String(given.type)}" is not supported`)
  const span = /^(\d{1,6})([smhd])$/.exec(String(given.timespan ?? ''))
  if (!span) throw new RuleError('correlation: timespan is not readable')
  if (given.aliases !== undefined) throw new RuleError('correlation: aliases are not supported')
  const ids = names(given.rules).map((name) => {
    const rule = rules.find((r) => r.info.id === name || r.info.name === name)
    if (!rule) throw new RuleError(`correlation: there is no rule "${name}"`)
    return rule.info.id
  })
  if (ids.length === 0) throw new RuleError('correlation: names no rules')
  const { conditions, field } = readConditions(given.condition)
  const temporal = type.startsWith('temporal')
  if (!temporal && conditions.length === 0) throw new RuleError('correlation: has no condition')
  if (type === 'value_count' && !field) throw new RuleError('correlation: value_count needs a field')
  return {
    info: readInfo(document),
    type,
    rules: ids,
    groupBy: names(given['group-by']),
    timespan: Number(span[1]) * (units[span[2] ?? ''] ?? 0),
    conditions: conditions.length > 0 ? conditions : [{ op: 'gte', count: ids.length }],
    field,
    generate: given.generate === true,
  }
}

/** Compiles what can be; the rest is refused with its reason. Never throws. */
export const compileCorrelations = (
  documents: readonly { file: string; document: unknown }[],
  rules: readonly CompiledRule[],
): { correlations: Correlation[]; refused: Refusal[] } => {
  const correlations: Correlation[] = []
  const refused: Refusal[] = []
  for (const { file, document } of documents) {
    try {
      correlations.push(compileCorrelation(document, rules))
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      const text = (key: string) => (isMap(document) ? String(document[key] ?? '').slice(0, 200) : '')
      refused.push({ file, id: text('id'), title: text('title'), reason: error.message })
    }
  }
  return { correlations, refused }
}

/** Which group a record counts for; null where it lacks one of the fields. */
export const groupOf = (event: LogEvent, fields: readonly string[]): string | null => {
  const view = viewRecord(event)
  const parts = fields.map((f) => view.cell(f).lower[0])
  return parts.includes(undefined) ? null : JSON.stringify(parts)
}

/** Remembers matches and adds those of correlations that have come true. */
export type Correlator = { onMatches: (event: LogEvent, matches: readonly Match[]) => Match[] }
