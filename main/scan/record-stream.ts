import { createEventSplitter } from '../probe/normalise/windows-event-splitter.ts'
import { formatOf, type LogFormat } from './log-format.ts'

const longestLine = 1024 * 1024

/** What a file's text gives: its format first, then its records; `broken` counts those that were cut off or too long. */
export type RecordStream = { format: LogFormat; records: Generator<string>; broken: () => number }

function* lines(texts: Iterator<string>, first: string, onTooLong: () => void): Generator<string> {
  let rest = first
  let skipping = false
  for (;;) {
    const parts = rest.split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const line = part.endsWith('\r') ? part.slice(0, -1) : part
      if (skipping || line.length > longestLine) onTooLong()
      else if (line.trim() !== '') yield line
      skipping = false
    }
    if (rest.length > longestLine) {
      skipping = true
      rest = ''
    }
    const next = texts.next()
    if (next.done) break
    rest += next.value
  }
  if (skipping) onTooLong()
  else if (rest.trim() !== '') yield rest
}

/** Cuts the decoded pieces of one log file into records, with bounded memory. */
export const readRecords = (pieces: Iterable<string>): RecordStream => {
  const texts = pieces[Symbol.iterator]()
  const start = texts.next()
  const first = start.done ? '' : start.value
  const format = formatOf(first)
  let tooLong = 0
  const splitter = createEventSplitter()
  function* elements(): Generator<string> {
    yield* splitter.push(first)
    for (let next = texts.next(); !next.done; next = texts.next()) yield* splitter.push(next.value)
    splitter.end()
  }
  const countLong = () => {
    tooLong += 1
  }
  return {
    format,
    records: format === 'windows-xml' ? elements() : lines(texts, first, countLong),
    broken: () => tooLong + splitter.broken(),
  }
}
