import { allAnchors, requiredAnchors } from './anchors.ts'
import type { RecordView } from './record-view.ts'
import type { Anchor, CompiledRule } from './rule.ts'
import { createTextIndex, type TextIndex } from './text-index.ts'

/** Picks the rules that can fire for a record at all. */
export type RuleIndex = {
  /** Calls `found` once for each rule that may match; every rule that does match is among them. */
  candidates: (view: RecordView, found: (rule: CompiledRule) => void) => void
  /** How many rules must always be tried. */
  always: number
}

type FieldIndex = { field: string; exact: Map<string, number[]>; parts: TextIndex | null }

const append = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
const keyOf = (a: Anchor) => `${a.field}\n${a.kind}\n${a.text}`

/** Builds the index over the rules of one log source. Cost of a record grows with what it holds, not with the rules. */
export const createRuleIndex = (rules: readonly CompiledRule[]): RuleIndex => {
  const counts = new Map<string, number>()
  for (const rule of rules)
    for (const key of new Set(allAnchors(rule.test).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  const commonness = (a: Anchor) => counts.get(keyOf(a)) ?? 1
  const always: number[] = []
  const byField = new Map<string, { anchor: Anchor; id: number }[]>()
  rules.forEach((rule, id) => {
    const anchors = requiredAnchors(rule.test, commonness)
    if (anchors === null) always.push(id)
    for (const anchor of anchors ?? []) append(byField, anchor.field, { anchor, id })
  })
  const fields = [...byField].map(([field, entries]): FieldIndex => {
    const exact = new Map<string, number[]>()
    const parts: { text: string; id: number }[] = []
    for (const { anchor, id } of entries) {
      if (anchor.kind === 'exact') append(exact, anchor.text, id)
      else parts.push({ text: anchor.text, id })
    }
    return { field, exact, parts: parts.length > 0 ? createTextIndex(parts) : null }
  })
  // A rule is handed out once a record; comparing round numbers spares clearing a table for each record.
  const seen = new Uint32Array(rules.length)
  let round = 0
  return {
    always: always.length,
    candidates(view, found) {
      round = round === 0xffffffff ? 1 : round + 1
      if (round === 1) seen.fill(0)
      const offer = (ids: readonly number[]): boolean => {
        for (const id of ids) {
          if (seen[id] === round) continue
          seen[id] = round
          found(rules[id] as CompiledRule)
        }
        return false
      }
      offer(always)
      for (const { field, exact, parts } of fields)
        for (const value of view.cell(field).lower) {
          const ids = exact.get(value)
          if (ids) offer(ids)
          parts?.search(value, offer)
        }
    },
  }
}
