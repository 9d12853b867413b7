import type { LogEvent } from '../../contract/event.ts'
import { type Correlation, type Correlator, groupOf } from './correlation.ts'
import { viewRecord } from './record-view.ts'
import type { Match } from './rule-set.ts'

type Seen = { at: number; rule: string; value: string }
type Group = { seen: Seen[]; firedAt: number }

const mostGroups = 2000
const mostSeen = 5000

const ordered = (rules: readonly string[], seen: readonly Seen[]): boolean => {
  let next = 0
  for (const s of seen) if (s.rule === rules[next]) next += 1
  return next >= rules.length
}

/** Is the correlation true for what a group has seen within the timespan? */
const isTrue = (c: Correlation, seen: readonly Seen[]): boolean => {
  const count =
    c.type === 'event_count'
      ? seen.length
      : new Set(seen.map((s) => (c.type === 'value_count' ? s.value : s.rule))).size
  const fulfilled = c.conditions.every(({ op, count: limit }) =>
    op === 'gt' ? count > limit : op === 'eq' ? count === limit : count >= limit,
  )
  return fulfilled && (c.type !== 'temporal_ordered' || ordered(c.rules, seen))
}

/**
 * Makes the memory of correlations. Bounded: the group that lay still longest is forgotten first. Time is the records'
 * own, so catching up works and a clock jump only ends a window early. A group fires once a timespan.
 */
export const createCorrelator = (correlations: readonly Correlation[]): Correlator => {
  const memory = correlations.map(() => new Map<string, Group>())
  const hidden = new Set(correlations.filter((c) => !c.generate).flatMap((c) => c.rules))
  const observe = (
    c: Correlation,
    groups: Map<string, Group>,
    event: LogEvent,
    matches: readonly Match[],
  ): Match | null => {
    const own = matches.filter((m) => c.rules.includes(m.rule.id))
    const key = own.length > 0 ? groupOf(event, c.groupBy) : null
    if (key === null) return null
    const group = groups.get(key) ?? { seen: [], firedAt: Number.NEGATIVE_INFINITY }
    groups.delete(key)
    groups.set(key, group)
    const oldest = groups.keys().next().value
    if (groups.size > mostGroups && oldest !== undefined) groups.delete(oldest)
    const at = Date.parse(event.at)
    const value = c.type === 'value_count' ? (viewRecord(event).cell(c.field).lower[0] ?? '') : ''
    if (c.type === 'value_count' && value === '') return null
    for (const m of own) group.seen.push({ at, rule: m.rule.id, value })
    // One record with a wrong clock must not wipe out what the others have built up.
    const newest = group.seen.reduce((most, s) => Math.max(most, s.at), at)
    const near = (to: number) => (s: Seen) => Math.abs(to - s.at) <= c.timespan
    group.seen = group.seen.filter((s) => near(at)(s) || near(newest)(s)).slice(-mostSeen)
    const within = group.seen.filter(near(at)).sort((a, b) => a.at - b.at)
    if (!isTrue(c, within) || Math.abs(at - group.firedAt) <= c.timespan) return null
    group.firedAt = at
    return {
      rule: c.info,
      explanation: [
        {
          selection: c.type,
          fields: [
            {
              field: c.groupBy.join(', '),
              value: key,
              pattern: `${within.length} in ${c.timespan / 1000} s`,
            },
          ],
        },
      ],
    }
  }
  return {
    onMatches(event, matches) {
      const fired = correlations.flatMap(
        (c, i) => observe(c, memory[i] as Map<string, Group>, event, matches) ?? [],
      )
      return [...matches.filter((m) => !hidden.has(m.rule.id)), ...fired]
    },
  }
}
