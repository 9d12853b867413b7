import type { RecordView } from './record-view.ts'
import type { Explanation, Test } from './rule.ts'

const stop = () => true

/** Is the condition true for this record? Pure. */
export const evaluate = (test: Test, view: RecordView): boolean => {
  switch (test.type) {
    case 'field': {
      const cell = view.cell(test.field)
      const { matchers, every, quick } = test
      if (quick && !cell.lower.some((value) => quick.search(value, stop))) return false
      for (let i = 0; i < matchers.length; i++) if (matchers[i]?.test(cell, view) !== every) return !every
      return every
    }
    case 'selection':
      return evaluate(test.of, view)
    case 'not':
      return !evaluate(test.of, view)
    case 'all':
      for (const part of test.of) if (!evaluate(part, view)) return false
      return true
    case 'any':
      for (const part of test.of) if (evaluate(part, view)) return true
      return false
  }
}

const longestValue = 500
const shorten = (value: unknown) =>
  typeof value === 'string' && value.length > longestValue ? `${value.slice(0, longestValue)}…` : value

/** Says of a true condition which selections made it true, through which fields, values and patterns. Pure. */
export const explain = (test: Test, view: RecordView): Explanation => {
  const found = new Map<string, Explanation[number]['fields']>()
  const walk = (part: Test, selection: string): void => {
    if (part.type === 'not' || !evaluate(part, view)) return
    switch (part.type) {
      case 'selection':
        if (!found.has(part.name)) found.set(part.name, [])
        walk(part.of, part.name)
        return
      case 'field': {
        const cell = view.cell(part.field)
        const fitting = part.matchers.filter((m) => m.test(cell, view)).slice(0, 5)
        const value = shorten(cell.value ?? null) as Explanation[number]['fields'][number]['value']
        found.get(selection)?.push({
          field: part.field,
          value,
          pattern: fitting.map((m) => m.label.slice(0, longestValue)).join(' | '),
        })
        return
      }
      default:
        for (const inner of part.of) walk(inner, selection)
    }
  }
  walk(test, '')
  return [...found].map(([selection, fields]) => ({ selection, fields }))
}
