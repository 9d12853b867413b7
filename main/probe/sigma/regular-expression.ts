import { RE2JS } from 're2js'
import { RuleError } from './rule.ts'

const mostCharacters = 2000
/** A longer value is searched in its first part only, so that one record cannot hold up the others. */
const longestValue = 64 * 1024

/** `.{n,}` means a line of n characters; as an automaton it would have n states. */
const longLine =
  (least: number) =>
  (value: string): boolean =>
    value.length >= least &&
    value.split('\n').some((line) => line.length >= least && [...line].length >= least)

/**
 * Compiles a rule's regular expression on a linear-time engine (RE2): no pattern and no value can make it hang.
 * `flags` are Sigma's `i`, `m`, `s`. Look-around and back-references do not exist there: `RuleError`.
 */
export const compileExpression = (
  source: string,
  flags: ReadonlySet<string>,
): ((value: string) => boolean) => {
  if (source.length > mostCharacters) throw new RuleError('regular expression is too long')
  const least = /^\.\{(\d{1,6}),\}$/.exec(source)?.[1]
  if (least !== undefined) return longLine(Number(least))
  try {
    const bits =
      (flags.has('i') ? RE2JS.CASE_INSENSITIVE : 0) |
      (flags.has('m') ? RE2JS.MULTILINE : 0) |
      (flags.has('s') ? RE2JS.DOTALL : 0)
    const compiled = RE2JS.compile(source, bits)
    return (value) =>
      compiled.matcher(value.length > longestValue ? value.slice(0, longestValue) : value).find()
  } catch (error) {
    throw new RuleError(`regular expression: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Index just after the group or class that opens at `at`; the end where it never closes. */
const skipNested = (source: string, at: number): number => {
  let depth = 0
  let inClass = false
  for (let i = at; i < source.length; i++) {
    const c = source[i]
    if (c === '\\') i += 1
    else if (inClass) inClass = c !== ']' || source[i - 1] === '[' || source.endsWith('[^', i)
    else if (c === '[') inClass = true
    else if (c === '(') depth += 1
    else if (c === ')') depth -= 1
    if (!inClass && depth === 0) return i + 1
  }
  return source.length
}

/** A group that is nothing but plain text, `(set)`; its inside, or null. */
const plainGroup = (group: string): string | null => /^\(([a-z0-9 _&<>=:;,"'-]+)\)$/i.exec(group)?.[1] ?? null

/**
 * Texts that every match must hold, lower case, longest first; none where none can be named. Looks only at the plain
 * characters outside of groups and classes, which is enough to keep most expressions away from most records. Pure.
 */
export const requiredTexts = (source: string): string[] => {
  const runs: string[] = ['']
  const cut = () => runs.push('')
  for (let i = 0; i < source.length; ) {
    const c = source[i] as string
    const next = source[i + 1] ?? ''
    if (c === '|') return []
    if (c === '(' || c === '[') {
      const end = skipNested(source, i)
      const inside = c === '(' && !/[*?{]/.test(source[end] ?? '') ? plainGroup(source.slice(i, end)) : null
      cut()
      if (inside !== null) runs.push(inside, '')
      i = end
    } else if (c === '\\') {
      // Only an escaped sign stands for itself; letters and digits are classes, controls or code points.
      if (/[\p{L}\p{N}]/u.test(next)) {
        if (/[pPQExo0-9]/.test(next)) return []
        cut()
      } else runs.push((runs.pop() ?? '') + next)
      i += 2
    } else if ('*?{+'.includes(c)) {
      const run = runs.pop() ?? ''
      runs.push(c === '+' ? run : run.slice(0, -1))
      cut()
      i = c === '{' ? Math.max(source.indexOf('}', i), i) + 1 : i + 1
    } else {
      if ('.^$'.includes(c)) cut()
      else runs.push((runs.pop() ?? '') + c)
      i += 1
    }
  }
  const texts = new Set(runs.filter((r) => r.length >= 2 || /[^\w\s]/.test(r)).map((r) => r.toLowerCase()))
  return [...texts].sort((a, b) => b.length - a.length)
}
