import type { Paper } from '../contract/paper.ts'
import { plain } from '../contract/ruby.ts'

// What Windows, macOS or Linux do not take in a name, and what steers a terminal or turns the line.
const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu

/**
 * A file name that says what it is: 困りごとの速報_1123-K7QX_2026-11-25.pdf. `number`: the incident's; `day`: of making, on
 * the wall clock; no path, no sign that a file system refuses. Pure.
 */
export const paperFileName = (
  paper: Pick<Paper, 'title'>,
  number: string,
  day: string,
  format: 'pdf' | 'json',
): string =>
  `${[plain(paper.title), number, day]
    .map((part) => [...part.replace(forbidden, '').trim()].slice(0, 60).join(''))
    .filter(Boolean)
    .join('_')}.${format}`
