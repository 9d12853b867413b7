import { cardOf } from '../contract/card.ts'
import { checkCardOf } from '../contract/check.ts'
import { sheetItems } from '../contract/check-sheet.ts'
import type { Paper } from '../contract/paper.ts'
import { foot, type PaperFacts, row, sayTime } from './facts.ts'

/** For the ★3 check sheet: what was measured on this PC, and apart from it what staff said. Judges nothing. */
export const checkSheetPaper = (facts: PaperFacts): Paper => {
  const { text, checks, sheet } = facts
  const itemName = (item: string) => `${item} ${text.first([`sheet.item.${item}`]) ?? ''}`
  const measured = (sheet?.measured ?? []).flatMap((m) => {
    const result = checks.find((c) => c.id === m.check)
    if (!result) return []
    const { title, state } = checkCardOf(result, text)
    const found = text('sheet.measuredLine', { title, state, at: sayTime(facts, m.measuredAt) })
    return [{ id: `${m.item} ${m.check}`, label: itemName(m.item), value: found }]
  })
  // Exercises that the app itself has kept: date, content, and (from its record) who took part.
  const drills = facts.alerts
    .filter((a) => a.drill && a.state === 'closed')
    .map((a) => ({
      id: '4-2-2-2 drill',
      label: `4-2-2-1 4-2-2-2\n${sayTime(facts, a.detectedAt)}`,
      value: [cardOf(a, text).title, facts.attended(a.id)].filter(Boolean).join('\n'),
    }))
  return {
    kind: 'check-sheet',
    title: text('paper.check-sheet.title'),
    lead: text('paper.check-sheet.lead'),
    onePage: false,
    sections: [
      {
        heading: text('sheet.measured'),
        lines: measured.length === 0 ? [text('sheet.notMeasured')] : [],
        rows: [row(facts, 'computer', facts.host.computer), ...measured],
      },
      {
        heading: text('sheet.kept'),
        lines: drills.length === 0 ? [text('sheet.noDrill')] : [],
        rows: drills,
      },
      {
        heading: text('sheet.said'),
        lines:
          sheet && sheet.brokenAt !== null ? [text('paper.chainBroken', { number: sheet.brokenAt })] : [],
        rows: sheetItems.map((item) => {
          const said = sheet?.said.find((s) => s.item === item)
          const id = `${item} said`
          if (!said) return { id, label: itemName(item), value: text('sheet.notSaid') }
          const who = said.who || text('common.unknown')
          const answer = text('sheet.saidLine', { answer: text(`sheet.answer.${said.answer}`), who })
          const value = [answer, sayTime(facts, said.at), said.text].filter(Boolean).join('\n')
          return { id, label: itemName(item), value }
        }),
      },
      { heading: text('paper.statement.not'), lines: [text('paper.check-sheet.not')] },
    ],
    foot: foot(facts),
  }
}
