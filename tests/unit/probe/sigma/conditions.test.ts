import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCondition } from '../../../../main/probe/sigma/condition.ts'
import { RuleError } from '../../../../main/probe/sigma/rule.ts'
import { createRuleSet, readRules } from '../../../../main/probe/sigma/rule-set.ts'
import { matches, record, refusal, ruleText } from './rules.ts'

const selections =
  'a1:\n  f|contains: a\na2:\n  f|contains: b\n_b:\n  f|contains: z\nfilter:\n  f|contains: x\n'
const holds = (condition: string, seen: string) =>
  matches(`${selections}condition: ${condition}`, record({ f: seen }))

describe('conditions', () => {
  test.each([
    ['a1', 'a', true],
    ['a1 and a2', 'a', false],
    ['a1 or a2', 'b', true],
    ['a1 and not filter', 'ax', false],
    ['not filter', 'a', true],
    ['1 of a*', 'b', true],
    ['all of a*', 'b', false],
    ['all of a*', 'ab', true],
    ['2 of a*', 'ab', true],
    ['2 of a*', 'a', false],
    ['any of a*', 'a', true],
    ['1 of them', 'z', false],
    ['all of them', 'abx', true],
    ['A1', 'a', 'refused'],
    ['a1 AND NOT filter', 'a', true],
    ['(a1 or a2) and not (filter)', 'b', true],
    ['a1 or a2 and filter', 'a', true],
    ['not a1 and a2', 'b', true],
    ['1 of nothing*', 'a', 'refused'],
    ['missing', 'a', 'refused'],
    ['a1 | count() > 3', 'a', 'refused'],
    ['a1 and', 'a', 'refused'],
    ['(a1', 'a', 'refused'],
    ['a1 a2', 'a', 'refused'],
    ['3 of a*', 'ab', 'refused'],
  ] as const)('%s against %s', (condition, seen, expected) => {
    if (expected === 'refused') expect(() => holds(condition, seen)).toThrow()
    else expect(holds(condition, seen)).toBe(expected)
  })
  test('lists of maps are alternatives, lists of conditions too', () => {
    const rule = 's:\n  - f: a\n    g: b\n  - f: c\ncondition: s'
    expect(matches(rule, record({ f: 'a', g: 'b' }))).toBe(true)
    expect(matches(rule, record({ f: 'a' }))).toBe(false)
    expect(matches(rule, record({ f: 'c' }))).toBe(true)
    expect(matches('s:\n  f: a\nt:\n  f: b\ncondition:\n  - s\n  - t', record({ f: 'b' }))).toBe(true)
  })
  test('the explanation names selections, fields, values and patterns', () => {
    const { rules } = readRules([{ file: 'f', text: ruleText(`${selections}condition: a1 and not filter`) }])
    const [match] = createRuleSet(rules).match(record({ f: 'cab' }))
    expect(match?.explanation).toEqual([
      { selection: 'a1', fields: [{ field: 'f', value: 'cab', pattern: '*a*' }] },
    ])
  })

  test('any text either parses or is refused, in time', () => {
    const word = fc.constantFrom(
      'and',
      'or',
      'not',
      '(',
      ')',
      '1',
      'all',
      'of',
      'them',
      'a*',
      'sel',
      '|',
      '"',
      '7',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.array(word, { maxLength: 60 }).map((w) => w.join(' ')),
        ),
        (text) => {
          try {
            parseCondition(text)
          } catch (error) {
            expect(error).toBeInstanceOf(RuleError)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
  test('a parsed condition means what JavaScript would make of it', () => {
    type Tree = { text: string; value: boolean }
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Tree>({ text: 'yes', value: true }, { text: 'no', value: false }),
        tie('tree').map((t): Tree => ({ text: `not (${t.text})`, value: !t.value })),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([a, b]): Tree => ({ text: `(${a.text} and ${b.text})`, value: a.value && b.value })),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([a, b]): Tree => ({ text: `(${a.text} or ${b.text})`, value: a.value || b.value })),
      ),
    }))
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        expect(matches(`yes:\n  f: a\nno:\n  f: b\ncondition: ${text}`, record({ f: 'a' }))).toBe(value)
      }),
      { numRuns: 300 },
    )
  })
})

describe('rules that cannot be honoured', () => {
  test.each([
    ['title: [unclosed', 'YAML'],
    ['', 'empty'],
    ['just text', 'not a rule'],
    ['title: T\nlogsource: {product: x}', 'no detection'],
    [ruleText('s:\n  f: a'), 'no condition'],
    [ruleText('s:\n  f|fuzzy: a\ncondition: s'), 'fuzzy'],
    [ruleText("s:\n  f|re: '(?=a)'\ncondition: s"), 'regular expression'],
    [ruleText("s:\n  f|re: '('\ncondition: s"), 'regular expression'],
    [ruleText('s:\n  f|cidr: 10.0.0.0/99\ncondition: s'), 'range'],
    [ruleText('s:\n  f|gt: many\ncondition: s'), 'number'],
    [ruleText("s:\n  f|expand: '%admins%'\ncondition: s"), 'admins'],
    [ruleText('s:\n  f: [a, [b]]\ncondition: s'), 'plain'],
    [ruleText('s: {}\ncondition: s'), 'empty'],
    [ruleText('s:\n  f: a\ntimeframe: 5m\ncondition: s'), 'timeframe'],
    [ruleText('s:\n  f: a\ncondition: s').replace('high', 'extreme'), 'level'],
    [
      `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g'].map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdef'[i]}`).join(',')}]`).join('\n')}`,
      'too large',
    ],
  ])('%s', (text, reason) => {
    expect(refusal(text)).toContain(reason)
  })
  test('cost the others nothing', () => {
    const good = ruleText('s:\n  f: a\ncondition: s')
    const read = readRules([
      { file: 'bad', text: 'x: [' },
      { file: 'good', text: good },
      { file: 'worse', text: '- 1' },
    ])
    expect(read.rules).toHaveLength(1)
    expect(read.refused.map((r) => r.file)).toEqual(['bad', 'worse'])
  })
  test('placeholders with values are honoured', () => {
    const { rules } = readRules(
      [{ file: 'f', text: ruleText("s:\n  f|expand: '%admins%-pc'\ncondition: s") }],
      { admins: ['sato', 'ito'] },
    )
    expect(createRuleSet(rules).match(record({ f: 'ITO-pc' }))).toHaveLength(1)
  })
})
