import { cardOf } from '../contract/card.ts'
import type { Paper, Row } from '../contract/paper.ts'
import { answersOf } from '../contract/record.ts'
import { wallClock } from '../present/business-calendar.ts'
import { reportingDates, type YesNoUnknown } from '../present/reporting-clock.ts'
import {
  asked,
  clockAnswer,
  damaged,
  foot,
  foundBy,
  history,
  type Incident,
  type PaperFacts,
  reachable,
  row,
  sayDay,
  sayFound,
  sayHappened,
  toldRows,
} from './facts.ts'

/** A field with the form's own name for it, as officials look for it. */
const official = (facts: PaperFacts, id: string, value: string): Row => {
  const plain = row(facts, id, value)
  const name = facts.text.first([`official.${id}`])
  return name ? { ...plain, label: `${plain.label}\n(${name})` } : plain
}

/**
 * Fields of the government's common form for ransomware and DDoS (in use since 2025-10-01), filled as far as known.
 */
export const commonForm = (facts: PaperFacts, incident: Incident): Paper => {
  const { text, host, contact } = facts
  const { alert } = incident
  const of = (id: string, value: string) => official(facts, id, value)
  const said = (...ids: Parameters<typeof toldRows>[3] & {}) =>
    toldRows(facts, incident, 'common-form', ids).map((r) => of(r.id, r.value))
  return {
    kind: 'common-form',
    title: text('paper.common-form.title'),
    lead: text('paper.common-form.lead'),
    onePage: false,
    sections: [
      {
        heading: text('paper.reporter'),
        rows: [of('company', contact.company), of('place', contact.place), of('contact', reachable(facts))],
      },
      {
        heading: text('paper.whatHappened'),
        rows: [
          of('kindOfAttack', cardOf(alert, text).title),
          of('happenedAt', sayHappened(facts, incident)),
          of('foundAt', sayFound(facts, incident)),
          of('foundBy', foundBy(facts, alert)),
          of('computer', `${host.computer} (${host.platform})`),
        ],
      },
      {
        heading: text('paper.extent'),
        rows: [
          of('count', damaged(incident)),
          ...said('computers', 'workStopped'),
          of('personalData', clockAnswer(facts, incident, 'personalData')),
        ],
      },
      {
        heading: text('paper.technical'),
        lines: [text('paper.technicalHint')],
        rows: said('ransomNote', 'extension', 'attackType', 'wayIn', 'indicators'),
      },
      { heading: text('paper.ddos'), rows: said('trafficDuration') },
      { heading: text('paper.sofar'), table: history(facts, incident) },
      {
        heading: text('paper.recovery'),
        rows: [...said('recoveryPlan', 'policeNumber'), of('receipt', asked(facts, incident))],
      },
    ],
    foot: foot(facts),
  }
}

/** Draft for the Personal Information Protection Commission: its nine items, and the dates. Decides nothing. */
export const privacyDraft = (facts: PaperFacts, incident: Incident): Paper => {
  const { text, contact } = facts
  const { alert, record } = incident
  const answers = answersOf(record.entries)
  const answer = (topic: string): string => String(answers.get(`clock.${topic}`)?.facts.value ?? '')
  const isKnown = (value: string): value is YesNoUnknown => ['yes', 'no', 'unknown'].includes(value)
  const known = answer('knownOn')
  const attack = answer('attack')
  const day = /^\d{4}-\d{2}-\d{2}$/.test(known)
    ? known
    : wallClock(new Date(alert.detectedAt), facts.timeZone).day
  const dates = reportingDates(day, { personalData: 'unknown', attack: isKnown(attack) ? attack : 'unknown' })
  const said = toldRows(facts, incident, 'privacy-draft').map((r) => official(facts, r.id, r.value))
  return {
    kind: 'privacy-draft',
    title: text('paper.privacy-draft.title'),
    lead: text('paper.privacy-draft.lead'),
    onePage: false,
    sections: [
      {
        heading: text('paper.dates'),
        rows: [
          row(facts, 'knownOn', sayDay(facts, dates.knownOn)),
          row(
            facts,
            'firstReport',
            `${sayDay(facts, dates.first.from)} – ${sayDay(facts, dates.first.until)}`,
          ),
          row(facts, 'finalReport30', sayDay(facts, dates.final30)),
          row(facts, 'finalReport60', sayDay(facts, dates.final60)),
          row(facts, 'attackPossible', clockAnswer(facts, incident, 'attack')),
        ],
        lines: [text('paper.datesNote'), ...(dates.holidaysKnown ? [] : [text('clock.holidaysUnknown')])],
      },
      {
        heading: text('paper.reporter'),
        rows: [
          row(facts, 'company', contact.company),
          row(facts, 'place', contact.place),
          row(facts, 'contact', reachable(facts)),
        ],
      },
      {
        heading: text('paper.nineItems'),
        rows: [
          official(
            facts,
            'item1',
            [cardOf(alert, text).title, sayHappened(facts, incident)].filter(Boolean).join(' '),
          ),
          ...said,
          official(facts, 'item9', asked(facts, incident)),
        ],
      },
      { heading: text('paper.history'), table: history(facts, incident) },
    ],
    foot: foot(facts),
  }
}
