import type { Anchor, Test } from './rule.ts'

/** Shorter parts stand in too many values to be worth looking for; signs such as emoji are rare at any length. */
const worthFinding = (text: string): boolean => text.length >= 3 || text.charCodeAt(0) > 0x2000

/** How common a text is among all rules; common ones (`\powershell.exe`) are also common in records. */
export type Commonness = (anchor: Anchor) => number

const costOf = (anchors: readonly Anchor[], commonness: Commonness): number =>
  anchors.reduce((sum, a) => sum + commonness(a) * (a.kind === 'exact' ? 1 : a.text.length < 5 ? 40 : 2), 0)

const cheapest = (sets: readonly (readonly Anchor[] | null)[], commonness: Commonness) =>
  sets.reduce<readonly Anchor[] | null>(
    (best, s) =>
      s !== null && (best === null || costOf(s, commonness) < costOf(best, commonness)) ? s : best,
    null,
  )

const union = (sets: readonly (readonly Anchor[] | null)[]): readonly Anchor[] | null =>
  sets.every((s) => s !== null) ? sets.flat() : null

/**
 * Texts one of which must stand in a record for the test to be true; null where nothing can be said (then the rule
 * must always be tried). Of several choices the rarest texts are taken. Pure.
 */
export const requiredAnchors = (test: Test, commonness: Commonness): readonly Anchor[] | null => {
  switch (test.type) {
    case 'not':
      return null
    case 'selection':
      return requiredAnchors(test.of, commonness)
    case 'all':
      return cheapest(
        test.of.map((t) => requiredAnchors(t, commonness)),
        commonness,
      )
    case 'any':
      return union(test.of.map((t) => requiredAnchors(t, commonness)))
    case 'field': {
      const sets = test.matchers.map((m) =>
        m.anchor === null || (m.anchor.kind === 'part' && !worthFinding(m.anchor.text))
          ? null
          : [{ field: test.field, ...m.anchor }],
      )
      return test.every ? cheapest(sets, commonness) : union(sets)
    }
  }
}

/** Every text that a test compares with, for counting how common each is. */
export const allAnchors = (test: Test): Anchor[] => {
  switch (test.type) {
    case 'field':
      return test.matchers.flatMap((m) => (m.anchor ? [{ field: test.field, ...m.anchor }] : []))
    case 'all':
    case 'any':
      return test.of.flatMap(allAnchors)
    default:
      return allAnchors(test.of)
  }
}
