import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../../../../main/contract/event.ts'
import { compileCorrelations } from '../../../../main/probe/sigma/correlation.ts'
import { createCorrelator } from '../../../../main/probe/sigma/correlator.ts'
import { createRuleSet, readRules } from '../../../../main/probe/sigma/rule-set.ts'
import { record, ruleText } from './rules.ts'

const single = (name: string, value: string) =>
  ruleText(`s:\n  f: ${value}\ncondition: s`, `name: ${name}\n`).replace('id: r1', `id: ${name}-id`)
const correlation = (body: string) =>
  `title: C\nid: c1\nlevel: high\ncorrelation:\n${body.replace(/^/gm, '  ')}`

const run = (body: string, events: readonly LogEvent[]): string[][] => {
  const read = readRules([
    { file: 'a', text: single('one', 'a') },
    { file: 'b', text: single('two', 'b') },
    { file: 'c', text: correlation(body) },
  ])
  const { correlations, refused } = compileCorrelations(read.correlations, read.rules)
  if (refused[0]) throw new Error(refused[0].reason)
  const set = createRuleSet(read.rules)
  const correlator = createCorrelator(correlations)
  return events.map((e) => correlator.onMatches(e, set.match(e)).map((m) => m.rule.id))
}
const at = (seconds: number, f: string, who = 'x', from = 'p'): LogEvent => ({
  ...record({ f, who, from }),
  at: new Date(Date.UTC(2026, 10, 23) + seconds * 1000).toISOString(),
})
const count = 'type: event_count\nrules: [one]\ngroup-by: [who]\ntimespan: 1m\ncondition: {gte: 3}'

describe('correlations', () => {
  test('count within the timespan, for each group, and tell once', () => {
    expect(run(count, [at(0, 'a'), at(1, 'a', 'y'), at(2, 'a'), at(3, 'a'), at(4, 'a')])).toEqual([
      [],
      [],
      [],
      ['c1'],
      [],
    ])
    expect(run(count, [at(0, 'a'), at(61, 'a'), at(130, 'a')]).flat()).toEqual([])
  })
  test('count different values', () => {
    const body =
      'type: value_count\nrules: [one]\ngroup-by: [who]\ntimespan: 1m\ncondition: {field: from, gte: 2}'
    expect(run(body, [at(0, 'a'), at(1, 'a'), at(2, 'a', 'x', 'q')]).flat()).toEqual(['c1'])
  })
  test('wait for all rules, in any order or in theirs', () => {
    const body = (type: string) => `type: ${type}\nrules: [one, two]\ngroup-by: [who]\ntimespan: 1m`
    expect(run(body('temporal'), [at(0, 'b'), at(1, 'a')]).flat()).toEqual(['c1'])
    expect(run(body('temporal_ordered'), [at(0, 'b'), at(1, 'a')]).flat()).toEqual([])
    expect(run(body('temporal_ordered'), [at(0, 'a'), at(1, 'b')]).flat()).toEqual(['c1'])
  })
  test('let the single rules speak where asked to', () => {
    expect(run(`${count}\ngenerate: true`, [at(0, 'a')])).toEqual([['one-id']])
  })
  test('live with clocks that jump and records without the group', () => {
    expect(
      run(count, [
        at(100, 'a'),
        at(-99999, 'a'),
        at(101, 'a'),
        { ...at(102, 'a'), fields: { f: 'a' } },
        at(102, 'a'),
      ]).flat(),
    ).toEqual(['c1'])
  })
  test.each([
    ['type: magic\nrules: [one]\ntimespan: 1m\ncondition: {gte: 1}', 'magic'],
    ['type: event_count\nrules: [three]\ntimespan: 1m\ncondition: {gte: 1}', 'three'],
    ['type: event_count\nrules: [one]\ntimespan: soon\ncondition: {gte: 1}', 'timespan'],
    ['type: event_count\nrules: [one]\ntimespan: 1m', 'no condition'],
    ['type: event_count\nrules: [one]\ntimespan: 1m\ncondition: {lt: 2}', 'lt'],
    ['type: value_count\nrules: [one]\ntimespan: 1m\ncondition: {gte: 2}', 'field'],
  ])('refuse %s', (body, reason) => {
    expect(() => run(body, [])).toThrow(reason)
  })
})
