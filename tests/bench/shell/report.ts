import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** One measured figure; `of`: how many runs the median is of. */
export type Figure = { what: string; value: number; unit: string; limit: number; of: number }

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

const heading = '## shell'

/** Replaces the section of a Markdown file, or adds it; other sections stay as they are. */
export const writeSection = (file: string, figures: readonly Figure[], machine: string): void => {
  const rows = figures.map(
    (f) => `| ${f.what} | ${f.value.toFixed(0)} ${f.unit} | ≤ ${f.limit} ${f.unit} | ${f.of} |`,
  )
  const section = [
    heading,
    '',
    `\`npm run bench -- shell\`, median, ${machine}.`,
    '',
    '| what | measured | limit | runs |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# Benchmarks\n'
  const at = before.indexOf(`${heading}\n`)
  if (at < 0) {
    writeFileSync(file, `${before.trimEnd()}\n\n${section}`)
    return
  }
  const next = before.indexOf('\n## ', at)
  const after = next < 0 ? '' : `\n${before.slice(next + 1)}`
  writeFileSync(file, `${before.slice(0, at)}${section}${after}`)
}
