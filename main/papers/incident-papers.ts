import { cardOf } from '../contract/card.ts'
import type { Paper, Row } from '../contract/paper.ts'
import {
  asked,
  clockAnswer,
  damaged,
  foot,
  foundDay,
  foundRows,
  history,
  type Incident,
  type PaperFacts,
  photosOf,
  reachable,
  requestsOf,
  row,
  sayDay,
  sayEntry,
  sayHappened,
  sayTime,
  told,
  toldRows,
  untouched,
} from './facts.ts'

/** What the record says was done, in people's words: steps last ticked as done, and calls for help. */
const doneLines = (facts: PaperFacts, incident: Incident): string[] => [
  ...[
    ...new Map(
      incident.record.entries
        .filter((e) => e.type === 'tick')
        .map((e) => [String(e.facts.text ?? ''), e.facts.answer]),
    ),
  ]
    .filter(([, answer]) => answer === 'done')
    .map(([text]) => text),
  ...(requestsOf(facts, incident).length > 0 ? [facts.text('paper.customer-letter.asked')] : []),
]

const extentRows = (facts: PaperFacts, incident: Incident): Row[] => [
  row(facts, 'count', damaged(incident)),
  ...toldRows(facts, incident, 'flash-report'),
  row(facts, 'personalData', clockAnswer(facts, incident, 'personalData')),
]

/** 速報: one page for the boss, the customer, the desk. The newest entries win where there are too many. */
export const flashReport = (facts: PaperFacts, incident: Incident): Paper => {
  const { text } = facts
  const card = cardOf(incident.alert, text)
  return {
    kind: 'flash-report',
    title: text('paper.flash-report.title'),
    lead: text('paper.flash-report.lead'),
    onePage: true,
    sections: [
      {
        heading: text('paper.whatHappened'),
        lines: [card.title, card.meaning],
        rows: [row(facts, 'company', facts.contact.company), ...foundRows(facts, incident)],
      },
      {
        heading: text('paper.extent'),
        rows: [...extentRows(facts, incident), row(facts, 'receipt', asked(facts, incident))],
      },
      { heading: text('paper.next'), lines: card.steps, numbered: true },
      { heading: text('paper.sofar'), table: history(facts, incident).slice(-10) },
    ],
    foot: foot(facts),
  }
}

/** Did it come to light within the insured period? '' where the profile does not state the period. */
const withinPeriod = (facts: PaperFacts, incident: Incident): string => {
  const { from, until } = facts.profile?.insurance ?? { from: null, until: null }
  if (!from || !until) return ''
  const day = foundDay(facts, incident)
  if (!day) return ''
  return facts.text(day >= from && day <= until ? 'paper.inPeriod' : 'paper.outOfPeriod')
}

/** The desk's own work as far as the record knows it: each turn of a request with its time. */
const deskWork = (facts: PaperFacts, { alert, record }: Incident): [string, string][] =>
  record.entries
    .filter((e) => e.type === 'asked' || e.type === 'status')
    .map((e) => [sayTime(facts, e.at), sayEntry(facts, e, alert)])

/** For the insurer of the first response: found when, by whom, how; timeline; extent; what was done; numbers. */
export const claimPack = (facts: PaperFacts, incident: Incident): Paper => {
  const { text, profile } = facts
  const insurance = profile?.insurance
  const period = [insurance?.from, insurance?.until].map((d) => sayDay(facts, d ?? null))
  const photos = photosOf(incident)
  return {
    kind: 'claim-pack',
    title: text('paper.claim-pack.title'),
    lead: text('paper.claim-pack.lead'),
    onePage: false,
    sections: [
      {
        heading: text('paper.found'),
        rows: [row(facts, 'company', facts.contact.company), ...foundRows(facts, incident)],
      },
      {
        heading: text('paper.insurance'),
        rows: [
          row(facts, 'insurer', insurance?.insurer ?? ''),
          row(facts, 'insuredPeriod', period.every(Boolean) ? period.join(' – ') : ''),
          row(facts, 'foundInPeriod', withinPeriod(facts, incident)),
          row(facts, 'contractNumber', profile?.contract.number ?? ''),
        ],
      },
      { heading: text('paper.extent'), rows: extentRows(facts, incident) },
      { heading: text('paper.history'), table: history(facts, incident, 'all') },
      {
        heading: text('paper.deskWork'),
        rows: [
          row(facts, 'receipt', asked(facts, incident)),
          row(facts, 'workRecord', told(facts, incident, 'workRecord')),
        ],
        table: deskWork(facts, incident),
      },
      {
        heading: text('paper.attached'),
        rows: [
          ...toldRows(facts, incident, 'claim-pack', ['policeNumber', 'ipaNumber', 'estimate']),
          row(facts, 'photos', photos.map((p) => p.label).join('、')),
          row(facts, 'unchanged', untouched(facts, incident)),
        ],
        photos,
      },
    ],
    foot: foot(facts),
  }
}

/** A letter to customers: what happened, what is done, whom to ask. To be signed by a person, never sent by the app. */
export const customerLetter = (facts: PaperFacts, incident: Incident): Paper => {
  const { text } = facts
  const done = doneLines(facts, incident)
  return {
    kind: 'customer-letter',
    title: text('paper.customer-letter.title'),
    lead: text('paper.customer-letter.greeting'),
    onePage: true,
    sections: [
      {
        heading: text('paper.whatHappened'),
        lines: [
          text('paper.customer-letter.body', { at: sayTime(facts, incident.alert.detectedAt) }),
          cardOf(incident.alert, text).title,
          text('paper.customer-letter.unknown'),
        ],
        rows: [row(facts, 'personalData', clockAnswer(facts, incident, 'personalData'))],
      },
      // Only what somebody has really ticked: a letter must not promise what nobody did.
      {
        heading: text('paper.sofar'),
        lines: done.length > 0 ? done : [text('paper.customer-letter.nothingDone')],
      },
      { heading: text('paper.customer-letter.please'), lines: [text('paper.customer-letter.mail')] },
      {
        heading: text('paper.contact'),
        rows: [row(facts, 'company', facts.contact.company), row(facts, 'contact', reachable(facts))],
      },
    ],
    foot: text('paper.customer-letter.foot'),
  }
}

/** For the police: when, where, who, what, why, how. */
export const policeSheet = (facts: PaperFacts, incident: Incident): Paper => {
  const { text, host, contact } = facts
  const { alert } = incident
  const w = (id: string, value: string): Row => ({
    id,
    label: text.first([`paper.police-sheet.${id}`]) ?? id,
    value,
  })
  return {
    kind: 'police-sheet',
    title: text('paper.police-sheet.title'),
    lead: text('paper.police-sheet.lead'),
    onePage: true,
    sections: [
      {
        heading: text('paper.police-sheet.six'),
        lines: [text('paper.police-sheet.wish')],
        rows: [
          w('when', sayHappened(facts, incident)),
          w('where', [contact.company, contact.place, host.computer].filter(Boolean).join(' ')),
          w('who', told(facts, incident, 'suspect') || String(alert.facts.from ?? '')),
          w('what', cardOf(alert, text).title),
          w('why', told(facts, incident, 'purpose')),
          w('how', String(alert.facts.program ?? alert.facts.tool ?? told(facts, incident, 'wayIn'))),
        ],
      },
      { heading: text('paper.found'), rows: foundRows(facts, incident) },
      {
        heading: text('paper.extent'),
        rows: [row(facts, 'workStopped', told(facts, incident, 'workStopped'))],
      },
      { heading: text('paper.history'), table: history(facts, incident).slice(-12) },
    ],
    foot: foot(facts),
  }
}
