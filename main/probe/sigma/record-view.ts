import type { FieldValue, LogEvent } from '../../contract/event.ts'

/** One field of a record, ready to be compared. `value` is undefined where the record lacks the field. */
export type Cell = { value: FieldValue | undefined; raw: readonly string[]; lower: readonly string[] }

/** A record during matching; cells are made once a field and kept. */
export type RecordView = { event: LogEvent; cell: (field: string) => Cell }

const missing: Cell = { value: undefined, raw: [], lower: [] }

const strings = (value: FieldValue | undefined): string[] => {
  if (value === undefined || value === null) return []
  if (typeof value === 'string') return [value]
  if (typeof value === 'object') return value.flatMap(strings)
  return [String(value)]
}
const makeCell = (value: FieldValue | undefined): Cell => {
  if (value === undefined) return missing
  // By far the most common case, so without a list in between.
  if (typeof value === 'string') return { value, raw: [value], lower: [value.toLowerCase()] }
  const raw = strings(value)
  return { value, raw, lower: raw.map((s) => s.toLowerCase()) }
}

/** Keywords look at the line where there is one, else at all values together. */
const wholeRecord = (event: LogEvent): Cell => {
  if (event.message !== undefined) return makeCell(event.message)
  let text = ''
  for (const name in event.fields) {
    const value = event.fields[name]
    text += typeof value === 'string' ? `${value}\n` : `${strings(value).join('\n')}\n`
  }
  return makeCell(text)
}

/** Opens a record for matching. Fields are looked up by their exact name; `''` is the whole record. */
export const viewRecord = (event: LogEvent): RecordView => {
  const cells = new Map<string, Cell>()
  return {
    event,
    cell(field) {
      let cell = cells.get(field)
      if (cell === undefined) {
        cell =
          field === ''
            ? wholeRecord(event)
            : makeCell(Object.hasOwn(event.fields, field) ? event.fields[field] : undefined)
        cells.set(field, cell)
      }
      return cell
    },
  }
}
