import type { Paper, Section } from '../contract/paper.ts'
import type { Text } from '../contract/text.ts'

/** Longest text and most lines of history at each step; what is left at the last fits on any page. */
const limits = [
  { chars: 400, lines: 10 },
  { chars: 240, lines: 8 },
  { chars: 160, lines: 6 },
  { chars: 110, lines: 5 },
  { chars: 80, lines: 4 },
  { chars: 60, lines: 3 },
  { chars: 40, lines: 2 },
  { chars: 24, lines: 1 },
] as const

/**
 * A paper that takes less room: texts cut after so many signs with 「…」, the oldest entries of its history left out and
 * counted. `step` from 1 (a little) to 8 (all that can be). The record itself keeps everything. Pure.
 */
export const shorter = (paper: Paper, step: number, text: Text): Paper => {
  const { chars, lines: most } = limits[Math.min(step, limits.length) - 1] ?? limits[0]
  const cut = (s: string): string => {
    // Signs, not code units: a cut never leaves half of 𠮷.
    const signs = [...s.replace(/\s*\n\s*/g, ' ')]
    return signs.length > chars ? `${signs.slice(0, chars).join('')}…` : s.replace(/\n{2,}/g, '\n')
  }
  const section = (s: Section): Section => {
    const { table, rows, lines } = s
    const left = table ? table.length - most : 0
    return {
      ...s,
      ...(rows ? { rows: rows.map((r) => ({ ...r, label: cut(r.label), value: cut(r.value) })) } : {}),
      ...(lines
        ? {
            lines: [
              ...lines.slice(0, Math.max(most, 4)).map(cut),
              ...(lines.length > Math.max(most, 4)
                ? [text('paper.leftOut', { count: lines.length - Math.max(most, 4) })]
                : []),
            ],
          }
        : {}),
      ...(table
        ? {
            table: [
              ...(left > 0 ? [['…', text('paper.leftOut', { count: left })] as const] : []),
              ...table.slice(-most).map(([at, what]) => [at, cut(what)] as const),
            ],
          }
        : {}),
    }
  }
  return { ...paper, sections: paper.sections.map(section) }
}
