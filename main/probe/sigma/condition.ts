import { RuleError } from './rule.ts'

/** A condition as written, before the selections are known. */
export type Condition =
  | { type: 'and' | 'or'; of: Condition[] }
  | { type: 'not'; of: Condition }
  | { type: 'name'; name: string }
  /** `1 of`, `3 of` or `all of` the selections whose names fit; `them` is written `*`. */
  | { type: 'of'; count: number | 'all'; names: string }

const mostTokens = 2000
const deepest = 100

const tokenise = (text: string): string[] => {
  const tokens: string[] = []
  const pattern = /\s*(?:([()])|([\p{L}\p{N}_*.?-]+)|(\S))/guy
  for (let m = pattern.exec(text); m && m[0] !== ''; m = pattern.exec(text)) {
    if (m[3] !== undefined)
      throw new RuleError(
        m[3] === '|'
          ? 'condition: aggregation with "|" is not supported; use a correlation'
          : `condition: unexpected "${m[3]}"`,
      )
    tokens.push(m[1] ?? m[2] ?? '')
    if (tokens.length > mostTokens) throw new RuleError('condition: too long')
  }
  return tokens
}

/**
 * Parses a condition: `and`, `or`, `not`, parentheses, selection names, `1 of x*`, `all of them`. Precedence as in the
 * specification: of, not, and, or. Throws `RuleError` for anything else. Pure.
 */
export const parseCondition = (text: string): Condition => {
  const tokens = tokenise(text)
  let at = 0
  const word = () => tokens[at]?.toLowerCase()
  const take = (): string => {
    const token = tokens[at++]
    if (token === undefined) throw new RuleError('condition: ends too early')
    return token
  }
  const operand = (depth: number): Condition => {
    if (depth > deepest) throw new RuleError('condition: nested too deeply')
    const token = take()
    const lower = token.toLowerCase()
    if (lower === 'not') return { type: 'not', of: operand(depth + 1) }
    if (token === '(') {
      const inner = either(depth + 1)
      if (take() !== ')') throw new RuleError('condition: ")" expected')
      return inner
    }
    if (word() === 'of' && (lower === 'all' || lower === 'any' || /^\d{1,4}$/.test(lower))) {
      take()
      const names = take()
      if (names === '(' || names === ')') throw new RuleError('condition: name expected after "of"')
      const count = lower === 'all' ? ('all' as const) : lower === 'any' ? 1 : Number(lower)
      if (count === 0) throw new RuleError('condition: "0 of" is not supported')
      return { type: 'of', count, names: names.toLowerCase() === 'them' ? '*' : names }
    }
    if (token === ')' || ['and', 'or', 'of'].includes(lower))
      throw new RuleError(`condition: unexpected "${token}"`)
    return { type: 'name', name: token }
  }
  const chain = (type: 'and' | 'or', part: () => Condition): Condition => {
    const parts = [part()]
    while (word() === type) {
      at += 1
      parts.push(part())
    }
    return parts.length === 1 ? (parts[0] as Condition) : { type, of: parts }
  }
  const either = (depth: number): Condition => chain('or', () => chain('and', () => operand(depth)))
  const parsed = either(0)
  if (at < tokens.length) throw new RuleError(`condition: unexpected "${tokens[at]}"`)
  return parsed
}
