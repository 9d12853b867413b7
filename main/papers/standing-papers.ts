import type { Alert, Severity } from '../contract/alert.ts'
import { addDays, wallClock } from '../present/business-calendar.ts'
import { foot, type PaperFacts, sayDay, sayTime } from './facts.ts'
import type { Paper } from './paper.ts'

/** Alerts of one month, `2026-11`, on the wall clock; exercises do not count. */
export const alertsOfMonth = (facts: PaperFacts, month: string): Alert[] =>
  facts.alerts.filter(
    (a) => !a.drill && wallClock(new Date(a.detectedAt), facts.timeZone).day.startsWith(month),
  )

const count = (alerts: readonly Alert[], severity: Severity): string =>
  String(alerts.filter((a) => a.severity === severity).length)

/** 緊急連絡カード: one A4 on the wall: what to do first, whom to call. */
export const emergencyCard = (facts: PaperFacts): Paper => {
  const { text, profile, contact } = facts
  return {
    kind: 'emergency-card',
    title: text('paper.emergency-card.title'),
    lead: text('paper.emergency-card.lead'),
    onePage: true,
    sections: [
      {
        heading: text('paper.emergency-card.first'),
        numbered: true,
        lines: [
          text('paper.emergency-card.step1'),
          text('paper.emergency-card.step2'),
          text('paper.emergency-card.step3'),
          text('paper.emergency-card.step4'),
        ],
      },
      {
        heading: text('paper.emergency-card.call'),
        rows: [
          [text('paper.desk'), [profile?.service, profile?.desk.phone].filter(Boolean).join(' ')],
          [text('paper.hours'), profile?.desk.hours ?? ''],
          [text('paper.emergency'), profile?.desk.emergency ?? ''],
          [text('paper.contractNumber'), profile?.contract.number ?? ''],
          [text('paper.inCharge'), [contact.name, contact.phone].filter(Boolean).join(' ')],
          [text('paper.police'), text('paper.policeNumbers')],
          [text('paper.bank'), ''],
          [text('paper.insurer'), profile?.insurance.insurer ?? ''],
        ],
      },
      { heading: text('paper.emergency-card.never'), lines: [text('paper.emergency-card.neverText')] },
    ],
    foot: foot(facts),
  }
}

/** 取引先に見せる: provider, listing, period, since when watched, the checks today. Claims nothing that was not measured. */
export const statement = (facts: PaperFacts): Paper => {
  const { text, profile, checks, sources } = facts
  const answers = (answer: string) => checks.filter((c) => c.answer === answer).length
  return {
    kind: 'statement',
    title: text('paper.statement.title'),
    lead: text('paper.statement.lead'),
    onePage: true,
    // Only the licensed image that the provider itself brings; this app has no mark of its own.
    image: profile?.markImage ?? null,
    sections: [
      {
        heading: text('paper.statement.service'),
        rows: [
          [text('paper.operator'), profile?.operator ?? ''],
          [text('paper.service'), profile?.service ?? ''],
          [
            text('paper.registration'),
            [profile?.registration.number, sayDay(facts, profile?.registration.from ?? null)]
              .filter(Boolean)
              .join(' '),
          ],
          [
            text('paper.contractPeriod'),
            [profile?.contract.from, profile?.contract.until]
              .filter(Boolean)
              .map((d) => sayDay(facts, d!))
              .join(' – '),
          ],
        ],
      },
      {
        heading: text('paper.statement.state'),
        rows: [
          [text('paper.computer'), facts.host.computer],
          [text('paper.watchedSince'), sayTime(facts, facts.watchedSince)],
          [
            text('paper.watching'),
            `${sources.filter((s) => s.state === 'watching').length} / ${sources.length}`,
          ],
          [text('paper.checksGood'), String(answers('good'))],
          [text('paper.checksMend'), String(answers('mend'))],
          [text('paper.checksUnknown'), String(answers('unknown'))],
        ],
      },
      { heading: text('paper.statement.not'), lines: [text('paper.statement.notText')] },
    ],
    foot: foot(facts),
  }
}

/** The owner's page of a month: what was watched, what was found, what is to do. */
export const monthlyReport = (facts: PaperFacts): Paper => {
  const { text, checks, sources, requests } = facts
  const month = wallClock(new Date(facts.now), facts.timeZone).day.slice(0, 7)
  const alerts = alertsOfMonth(facts, month)
  const blind = sources.filter((s) => s.state !== 'watching')
  const mend = checks.filter((c) => c.answer === 'mend')
  const period = `${sayDay(facts, `${month}-01`)} – ${sayDay(facts, wallClock(new Date(facts.now), facts.timeZone).day)}`
  return {
    kind: 'monthly-report',
    title: text('paper.monthly-report.title'),
    lead: period,
    onePage: true,
    sections: [
      {
        heading: text('paper.monthly-report.watched'),
        rows: [
          [text('paper.watching'), `${sources.length - blind.length} / ${sources.length}`],
          [text('paper.events'), String(sources.reduce((sum, s) => sum + s.events, 0))],
        ],
      },
      {
        heading: text('paper.monthly-report.found'),
        rows: [
          [text('severity.urgent'), count(alerts, 'urgent')],
          [text('severity.check'), count(alerts, 'check')],
          [text('severity.notice'), count(alerts, 'notice')],
          [
            text('paper.monthly-report.asked'),
            String(requests.filter((r) => r.createdAt >= `${addDays(`${month}-01`, -1)}`).length),
          ],
        ],
      },
      {
        heading: text('paper.monthly-report.todo'),
        lines:
          mend.length + blind.length === 0
            ? [text('paper.monthly-report.nothing')]
            : [
                ...mend.slice(0, 8).map((c) => text.first([`check.${c.id}.title`]) ?? c.id),
                ...(blind.length > 0 ? [text('paper.monthly-report.blind', { count: blind.length })] : []),
              ],
      },
    ],
    foot: foot(facts),
  }
}
