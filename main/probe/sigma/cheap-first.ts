import type { Test } from './rule.ts'

/** Rough cost of a test: texts count one each, regular expressions a thousand. */
const costOf = (test: Test): number => {
  switch (test.type) {
    case 'field': {
      const whole = test.field === '' ? 50 : 1
      return test.matchers.reduce((sum, m) => sum + (m.slow ? 1000 : whole), 0)
    }
    case 'all':
    case 'any':
      return test.of.reduce((sum, t) => sum + costOf(t), 0)
    default:
      return costOf(test.of)
  }
}

/** Puts the cheap parts of each `and` and `or` first; the outcome is the same, as tests have no side effects. Pure. */
export const cheapFirst = (test: Test): Test => {
  switch (test.type) {
    case 'field':
      return test
    case 'all':
    case 'any': {
      const parts = test.of.map((t) => ({ test: cheapFirst(t), cost: costOf(t) }))
      return { ...test, of: parts.sort((a, b) => a.cost - b.cost).map((p) => p.test) }
    }
    default:
      return { ...test, of: cheapFirst(test.of) }
  }
}
