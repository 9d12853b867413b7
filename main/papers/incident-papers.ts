import { cardOf } from '../contract/card.ts'
import { wallClock } from '../present/business-calendar.ts'
import { reportingDates } from '../present/reporting-clock.ts'
import {
  clockAnswer,
  foot,
  foundBy,
  happenedAt,
  history,
  type Incident,
  type PaperFacts,
  photosOf,
  sayDay,
  sayTime,
} from './facts.ts'
import type { Paper, Section } from './paper.ts'

const found = (facts: PaperFacts, { alert }: Incident): NonNullable<Section['rows']> => {
  const { text, host, contact } = facts
  return [
    [text('paper.foundAt'), sayTime(facts, alert.detectedAt)],
    [text('paper.happenedAt'), sayTime(facts, happenedAt(alert))],
    [text('paper.foundBy'), foundBy(facts, alert)],
    [text('paper.how'), cardOf(alert, text).title],
    [text('paper.computer'), host.computer],
    [text('paper.contact'), [contact.name, contact.phone].filter(Boolean).join(' ')],
  ]
}

const untouched = (facts: PaperFacts, { record }: Incident): string =>
  record.brokenAt === null
    ? facts.text('paper.chainHolds')
    : facts.text('paper.chainBroken', { number: record.brokenAt })

const asked = (facts: PaperFacts, { alert }: Incident): string =>
  facts.requests
    .filter((r) => r.alertId === alert.id)
    .map((r) => `${r.receipt} (${facts.text(`requestStatus.${r.status}`)})`)
    .join('、')

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
        rows: found(facts, incident),
      },
      {
        heading: text('paper.extent'),
        rows: [
          [text('paper.count'), String(incident.alert.facts.count ?? '')],
          [text('paper.personalData'), clockAnswer(facts, incident, 'personalData')],
          [text('paper.workStopped'), ''],
          [text('paper.receipt'), asked(facts, incident)],
        ],
      },
      { heading: text('paper.sofar'), table: history(facts, incident).slice(-10) },
      { heading: text('paper.next'), lines: card.steps, numbered: true },
    ],
    foot: foot(facts),
  }
}

/** For the insurer of the first response: found when, by whom, how; timeline; extent; what was done; numbers. */
export const claimPack = (facts: PaperFacts, incident: Incident): Paper => {
  const { text, profile } = facts
  const insurance = profile?.insurance
  return {
    kind: 'claim-pack',
    title: text('paper.claim-pack.title'),
    lead: text('paper.claim-pack.lead'),
    onePage: false,
    sections: [
      { heading: text('paper.found'), rows: found(facts, incident) },
      {
        heading: text('paper.insurance'),
        rows: [
          [text('paper.insurer'), insurance?.insurer ?? ''],
          [
            text('paper.insuredPeriod'),
            [insurance?.from, insurance?.until]
              .filter(Boolean)
              .map((d) => sayDay(facts, d!))
              .join(' – '),
          ],
          [text('paper.contractNumber'), profile?.contract.number ?? ''],
        ],
      },
      {
        heading: text('paper.extent'),
        rows: [
          [text('paper.count'), String(incident.alert.facts.count ?? '')],
          [text('paper.computers'), ''],
          [text('paper.personalData'), clockAnswer(facts, incident, 'personalData')],
          [text('paper.workStopped'), ''],
        ],
      },
      { heading: text('paper.history'), table: history(facts, incident) },
      {
        heading: text('paper.attached'),
        rows: [
          [text('paper.receipt'), asked(facts, incident)],
          [text('paper.policeNumber'), ''],
          [text('paper.estimate'), ''],
          [text('paper.photos'), photosOf(incident)],
          [text('paper.unchanged'), untouched(facts, incident)],
        ],
      },
    ],
    foot: foot(facts),
  }
}

/** Fields of the government's common form for ransomware and DDoS (in use since 2025-10-01), filled as far as known. */
export const commonForm = (facts: PaperFacts, incident: Incident): Paper => {
  const { text, host, contact } = facts
  const { alert } = incident
  return {
    kind: 'common-form',
    title: text('paper.common-form.title'),
    lead: text('paper.common-form.lead'),
    onePage: false,
    sections: [
      {
        heading: text('paper.reporter'),
        rows: [
          [text('paper.company'), ''],
          [text('paper.place'), contact.place],
          [text('paper.contact'), [contact.name, contact.phone].filter(Boolean).join(' ')],
        ],
      },
      {
        heading: text('paper.whatHappened'),
        rows: [
          [text('paper.kindOfAttack'), cardOf(alert, text).title],
          [text('paper.happenedAt'), sayTime(facts, happenedAt(alert))],
          [text('paper.foundAt'), sayTime(facts, alert.detectedAt)],
          [text('paper.how'), foundBy(facts, alert)],
          [text('paper.computer'), `${host.computer} (${host.platform})`],
          [text('paper.wayIn'), ''],
          [text('paper.ransomNote'), ''],
        ],
      },
      {
        heading: text('paper.extent'),
        rows: [
          [text('paper.count'), String(alert.facts.count ?? '')],
          [text('paper.workStopped'), ''],
          [text('paper.personalData'), clockAnswer(facts, incident, 'personalData')],
        ],
      },
      { heading: text('paper.sofar'), table: history(facts, incident) },
      { heading: text('paper.recovery'), rows: [[text('paper.recoveryPlan'), '']] },
    ],
    foot: foot(facts),
  }
}

/** Draft for the Personal Information Protection Commission: its nine items, and the dates. Decides nothing. */
export const privacyDraft = (facts: PaperFacts, incident: Incident): Paper => {
  const { text } = facts
  const { alert } = incident
  const { day } = wallClock(new Date(alert.detectedAt), facts.timeZone)
  const dates = reportingDates(day, { personalData: 'unknown', attack: 'unknown' })
  return {
    kind: 'privacy-draft',
    title: text('paper.privacy-draft.title'),
    lead: text('paper.privacy-draft.lead'),
    onePage: false,
    sections: [
      {
        heading: text('paper.dates'),
        rows: [
          [text('paper.knownOn'), sayDay(facts, dates.knownOn)],
          [
            text('paper.firstReport'),
            `${sayDay(facts, dates.first.from)} – ${sayDay(facts, dates.first.until)}`,
          ],
          [text('paper.finalReport30'), sayDay(facts, dates.final30)],
          [text('paper.finalReport60'), sayDay(facts, dates.final60)],
        ],
        lines: [text('paper.datesNote')],
      },
      {
        heading: text('paper.nineItems'),
        rows: [
          [text('paper.item1'), cardOf(alert, text).title],
          [text('paper.item2'), ''],
          [text('paper.item3'), ''],
          [text('paper.item4'), ''],
          [text('paper.item5'), ''],
          [text('paper.item6'), ''],
          [text('paper.item7'), ''],
          [text('paper.item8'), ''],
          [text('paper.item9'), asked(facts, incident)],
        ],
      },
      { heading: text('paper.history'), table: history(facts, incident) },
    ],
    foot: foot(facts),
  }
}

/** A letter to customers: what happened, what is done, whom to ask. To be signed by a person, never sent by the app. */
export const customerLetter = (facts: PaperFacts, incident: Incident): Paper => {
  const { text, contact } = facts
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
          text('paper.customer-letter.unknown'),
        ],
      },
      { heading: text('paper.sofar'), lines: [text('paper.customer-letter.done')] },
      { heading: text('paper.customer-letter.please'), lines: [text('paper.customer-letter.mail')] },
      {
        heading: text('paper.contact'),
        rows: [[text('paper.contact'), [contact.name, contact.phone].filter(Boolean).join(' ')]],
      },
    ],
    foot: text('paper.customer-letter.foot'),
  }
}

/** For the police: who, when, where, what, why, how. */
export const policeSheet = (facts: PaperFacts, incident: Incident): Paper => {
  const { text, host, contact } = facts
  const { alert } = incident
  return {
    kind: 'police-sheet',
    title: text('paper.police-sheet.title'),
    lead: text('paper.police-sheet.lead'),
    onePage: true,
    sections: [
      {
        heading: text('paper.police-sheet.six'),
        rows: [
          [text('paper.police-sheet.when'), sayTime(facts, happenedAt(alert))],
          [text('paper.police-sheet.where'), [contact.place, host.computer].filter(Boolean).join(' ')],
          [text('paper.police-sheet.who'), String(alert.facts.from ?? '')],
          [text('paper.police-sheet.what'), cardOf(alert, text).title],
          [text('paper.police-sheet.why'), ''],
          [text('paper.police-sheet.how'), String(alert.facts.program ?? alert.facts.tool ?? '')],
        ],
      },
      { heading: text('paper.found'), rows: found(facts, incident) },
      { heading: text('paper.history'), table: history(facts, incident).slice(-12) },
    ],
    foot: foot(facts),
  }
}
