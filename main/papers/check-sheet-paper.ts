import { checkCardOf } from '../contract/check.ts'
import { sheetItems } from '../contract/check-sheet.ts'
import { foot, type PaperFacts, sayTime } from './facts.ts'
import type { Paper } from './paper.ts'

/** For the ★3 check sheet: what was measured on this PC, and apart from it what staff said. Judges nothing. */
export const checkSheetPaper = (facts: PaperFacts): Paper => {
  const { text, checks, sheet } = facts
  const itemName = (item: string) => `${item} ${text.first([`sheet.item.${item}`]) ?? ''}`
  const measured = (sheet?.measured ?? []).flatMap((m) => {
    const result = checks.find((c) => c.id === m.check)
    if (!result) return []
    const { title, state } = checkCardOf(result, text)
    const found = text('sheet.measuredLine', { title, state, at: sayTime(facts, m.measuredAt) })
    return [[itemName(m.item), found] as const]
  })
  return {
    kind: 'check-sheet',
    title: text('paper.check-sheet.title'),
    lead: text('paper.check-sheet.lead'),
    onePage: false,
    sections: [
      {
        heading: text('sheet.measured'),
        lines: measured.length === 0 ? [text('sheet.notMeasured')] : [],
        rows: [[text('paper.computer'), facts.host.computer], ...measured],
      },
      {
        heading: text('sheet.said'),
        lines:
          sheet && sheet.brokenAt !== null ? [text('paper.chainBroken', { number: sheet.brokenAt })] : [],
        rows: sheetItems.map((item) => {
          const said = sheet?.said.find((s) => s.item === item)
          if (!said) return [itemName(item), text('sheet.notSaid')] as const
          const who = said.who || text('common.unknown')
          return [
            itemName(item),
            [
              text('sheet.saidLine', { answer: text(`sheet.answer.${said.answer}`), who }),
              sayTime(facts, said.at),
              said.text,
            ]
              .filter(Boolean)
              .join('\n'),
          ] as const
        }),
      },
      { heading: text('paper.statement.not'), lines: [text('paper.check-sheet.not')] },
    ],
    foot: foot(facts),
  }
}
