import type { Anchor } from './rule.ts'

/** Wildcards of a Sigma string. */
export const anyText = { wildcard: '*' } as const
export const oneCharacter = { wildcard: '?' } as const
/** A Sigma string: plain text and wildcards in order. */
export type Token = string | typeof anyText | typeof oneCharacter
export type Pattern = readonly Token[]

/**
 * Reads a value as the Sigma specification says: `*` and `?` are wildcards, a backslash takes that meaning away
 * from them and from another backslash; before anything else it is a plain backslash.
 */
export const readPattern = (value: string): Pattern => {
  const tokens: Token[] = []
  let plain = ''
  const flush = () => {
    if (plain) tokens.push(plain)
    plain = ''
  }
  for (let i = 0; i < value.length; i++) {
    const c = value[i] as string
    const next = value[i + 1]
    if (c === '\\' && (next === '*' || next === '?' || next === '\\')) {
      plain += next
      i += 1
    } else if (c === '*' || c === '?') {
      flush()
      if (c === '?') tokens.push(oneCharacter)
      else if (tokens.at(-1) !== anyText) tokens.push(anyText)
    } else plain += c
  }
  flush()
  return tokens
}

/** The text of a pattern without wildcards; null where it has some. */
export const plainText = (pattern: Pattern): string | null => {
  const only = pattern.length === 0 ? '' : pattern[0]
  return pattern.length <= 1 && typeof only === 'string' ? only : null
}

/** The pattern as a rule would write it. */
export const showPattern = (pattern: Pattern): string =>
  pattern.map((t) => (typeof t === 'string' ? t.replace(/[*?]/g, '\\$&') : t.wildcard)).join('')

/** Does `segment` (no `*`) fit at `at`? */
const fitsAt = (value: string, at: number, segment: Pattern): boolean => {
  let i = at
  for (const token of segment) {
    if (typeof token === 'string') {
      if (!value.startsWith(token, i)) return false
      i += token.length
    } else if (i++ >= value.length) return false
  }
  return i <= value.length
}
const lengthOf = (segment: Pattern): number =>
  segment.reduce((n: number, t) => n + (typeof t === 'string' ? t.length : 1), 0)

/** Splits at `*`; n stars give n + 1 segments. */
const segmentsOf = (pattern: Pattern): Token[][] => {
  const segments: Token[][] = [[]]
  for (const token of pattern) {
    if (token === anyText) segments.push([])
    else segments.at(-1)?.push(token)
  }
  return segments
}

/** Leftmost fit of each segment in turn: at most value × pattern steps, no backtracking. */
const matchSegments = (value: string, segments: readonly Pattern[]): boolean => {
  const first = segments[0] ?? []
  const last = segments.at(-1) ?? []
  const end = value.length - lengthOf(last)
  let at = lengthOf(first)
  if (!fitsAt(value, 0, first) || end < at || !fitsAt(value, end, last)) return false
  for (const segment of segments.slice(1, -1)) {
    const size = lengthOf(segment)
    while (at + size <= end && !fitsAt(value, at, segment)) at += 1
    if (at + size > end) return false
    at += size
  }
  return true
}

/** Makes the comparison. Case is the caller's: hand in both sides in lower case for the usual comparison. */
export const compilePattern = (pattern: Pattern): ((value: string) => boolean) => {
  const [a, b, c] = pattern
  if (pattern.length === 0) return (value) => value === ''
  if (pattern.length === 1 && typeof a === 'string') return (value) => value === a
  if (pattern.length === 1 && a === anyText) return () => true
  if (pattern.length === 2 && typeof a === 'string' && b === anyText) return (value) => value.startsWith(a)
  if (pattern.length === 2 && a === anyText && typeof b === 'string') return (value) => value.endsWith(b)
  if (pattern.length === 3 && a === anyText && typeof b === 'string' && c === anyText)
    return (value) => value.includes(b)
  const segments = segmentsOf(pattern)
  if (segments.length === 1) return (value) => lengthOf(pattern) === value.length && fitsAt(value, 0, pattern)
  return (value) => matchSegments(value, segments)
}

/** The longest plain text that every fitting value holds; null where there is none. */
export const anchorOf = (pattern: Pattern): Omit<Anchor, 'field'> | null => {
  const whole = plainText(pattern)
  if (whole !== null) return { kind: 'exact', text: whole.toLowerCase() }
  const longest = pattern.reduce<string>((l, t) => (typeof t === 'string' && t.length > l.length ? t : l), '')
  return longest ? { kind: 'part', text: longest.toLowerCase() } : null
}
