import type { FieldValue } from '../../contract/event.ts'
import type { Cell, RecordView } from './record-view.ts'
import type { TextIndex } from './text-index.ts'

/** Levels of the Sigma specification, mildest first. */
export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const
export type Level = (typeof levels)[number]

/** Which log a rule is written for; a part left out means any. */
export type LogSource = { product?: string; category?: string; service?: string }

/** What a rule says about itself. */
export type RuleInfo = {
  id: string
  /** `name` of the rule, by which correlations may refer to it. */
  name?: string
  title: string
  level: Level
  status: string
  /** As written, lower case: `attack.t1059.001`. */
  tags: readonly string[]
  logsource: LogSource
}

/**
 * Text that must stand in a field, lower case, for a rule to have any chance: `exact` = the whole value,
 * `part` = somewhere in it. The empty field name stands for the whole record (keywords).
 */
export type Anchor = { field: string; kind: 'exact' | 'part'; text: string }

/** Compares one field of a record. `label` shows the pattern to an engineer. */
export type Matcher = {
  test: (cell: Cell, view: RecordView) => boolean
  /** What must stand in the value; null where nothing can be said. */
  anchor: Omit<Anchor, 'field'> | null
  label: string
  /** True for regular expressions: they are tried after everything else. */
  slow?: boolean
}

/** The compiled condition of a rule: an immutable tree. */
export type Test =
  | { readonly type: 'all' | 'any'; readonly of: readonly Test[] }
  | { readonly type: 'not'; readonly of: Test }
  | { readonly type: 'selection'; readonly name: string; readonly of: Test }
  /** One field against its values: one of them must fit, or each where `every` is set. */
  | {
      readonly type: 'field'
      readonly field: string
      readonly every: boolean
      readonly matchers: readonly Matcher[]
      /** For long lists: finds whether any of their texts stands in a value at all. */
      readonly quick?: TextIndex
    }

export type CompiledRule = { readonly info: RuleInfo; readonly test: Test }

/** Which selection was true, and through which fields. */
export type Explanation = {
  selection: string
  fields: { field: string; value: FieldValue; pattern: string }[]
}[]

/** Why a rule was not taken. `file` is whatever name the caller gave its text. */
export type Refusal = { file: string; id: string; title: string; reason: string }

/** Thrown while a rule is compiled; the message is for engineers and names what cannot be honoured. */
export class RuleError extends Error {}
