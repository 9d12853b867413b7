import { cardOf } from '../contract/card.ts'
import { handOverOf } from '../contract/hand-over.ts'
import type { Paper } from '../contract/paper.ts'
import { foot, history, type Incident, type PaperFacts, row, sayTime } from './facts.ts'

/** The sheet for a phone or a FAX while this PC is off the net: number, first steps, contacts, QR codes. */
export const handOverSheet = (facts: PaperFacts, { alert }: Incident): Paper => {
  const { text, requests, profile, contact, host, timeZone } = facts
  const settings = { contact: contact.name, phone: contact.phone, company: contact.company }
  const sheet = handOverOf({ alert, requests, profile, settings, host, timeZone }, text)
  return {
    kind: 'hand-over-sheet',
    title: text('paper.hand-over-sheet.title'),
    lead: text('paper.hand-over-sheet.lead'),
    onePage: true,
    sections: [
      {
        heading: text('paper.whatHappened'),
        rows: [
          { id: 'number', label: text('paper.hand-over-sheet.number'), value: sheet.number },
          row(facts, 'company', contact.company),
          row(facts, 'contractNumber', profile?.contract.number ?? ''),
          row(facts, 'how', sheet.title),
          row(facts, 'foundAt', sayTime(facts, alert.detectedAt)),
          row(facts, 'computer', host.computer),
          row(facts, 'place', contact.place),
        ],
      },
      { heading: text('paper.emergency-card.first'), lines: sheet.steps, numbered: true },
      ...(sheet.dont ? [{ heading: text('card.dont'), lines: [sheet.dont] }] : []),
      {
        heading: text('paper.emergency-card.call'),
        rows: sheet.contacts.map((c) => ({ id: 'call', label: c.name, value: c.phone })),
      },
      { heading: text('handOver.codes'), codes: sheet.codes },
    ],
    foot: foot(facts),
  }
}

const minutes = (from: string, to: string | undefined): number | null =>
  to ? Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000)) : null

/** 訓練の記録: what was played, when, who attended, and how long each step took. */
export const drillRecord = (facts: PaperFacts, incident: Incident): Paper => {
  const { text } = facts
  const { alert, record } = incident
  const end = record.entries.findLast((e) => e.type === 'closed')
  const steps = record.entries.filter((e) => e.type === 'tick' && typeof e.facts.seconds === 'number')
  const of = (id: string, value: string) => ({
    id,
    label: text.first([`paper.drill-record.${id}`]) ?? id,
    value,
  })
  return {
    kind: 'drill-record',
    title: text('paper.drill-record.title'),
    lead: text('paper.drill-record.lead'),
    onePage: false,
    sections: [
      {
        heading: text('paper.drill-record.what'),
        rows: [
          of('content', cardOf(alert, text).title),
          of('from', sayTime(facts, alert.detectedAt)),
          of('until', sayTime(facts, end?.at ?? null)),
          of('took', end ? text('drill.minutes', { count: minutes(alert.detectedAt, end.at) ?? 0 }) : ''),
          of('attended', end?.who ?? ''),
          row(facts, 'computer', facts.host.computer),
        ],
      },
      {
        heading: text('paper.drill-record.steps'),
        table: steps.map((e) => [
          text('drill.seconds', { count: Number(e.facts.seconds) }),
          text('paper.entry.tick', {
            text: e.facts.text ?? '',
            answer: text.first([`paper.tick.${e.facts.answer}`]) ?? '',
          }),
        ]),
      },
      { heading: text('paper.history'), table: history(facts, incident) },
    ],
    foot: foot(facts),
  }
}
