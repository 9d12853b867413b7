import type { Alert, Severity } from '../contract/alert.ts'
import { cardOf } from '../contract/card.ts'
import { pauseOf } from '../contract/guard.ts'
import type { Paper } from '../contract/paper.ts'
import { addDays, wallClock } from '../present/business-calendar.ts'
import { foot, type PaperFacts, row, sayDay } from './facts.ts'

/** Is a moment (ISO 8601) within the report's month on the wall clock of that place? */
const inMonth = ({ month, timeZone }: PaperFacts, at: string): boolean =>
  wallClock(new Date(at), timeZone).day.startsWith(month)

/** Alerts of the report's month; exercises do not count. */
export const alertsOfMonth = (facts: PaperFacts): Alert[] =>
  facts.alerts.filter((a) => !a.drill && inMonth(facts, a.detectedAt))

/** Was what this alert tells of stopped before it did harm: by the office's own device, or by pausing a program? */
const wasStopped = (alert: Alert): boolean =>
  alert.kind.endsWith('-blocked') ||
  ['paused', 'kept', 'unsure', 'gone'].includes(pauseOf(alert)?.state ?? '')

const lastDay = (month: string): string => {
  const [year = 0, m = 0] = month.split('-').map(Number)
  return addDays(`${m === 12 ? year + 1 : year}-${String((m % 12) + 1).padStart(2, '0')}-01`, -1)
}

const most = 8

/** The owner's page of a month: what was watched, what was stopped, what is to do. */
export const monthlyReport = (facts: PaperFacts): Paper => {
  const { text, checks, sources, requests, month, watched } = facts
  const today = wallClock(new Date(facts.now), facts.timeZone).day
  const end = lastDay(month)
  const until = [end, today].sort()[0]!
  const alerts = alertsOfMonth(facts)
  const of = (severity: Severity) => String(alerts.filter((a) => a.severity === severity).length)
  const stopped = alerts.filter(wasStopped)
  const open = alerts.filter((a) => a.state !== 'closed' && a.severity !== 'notice')
  const blind = sources.filter((s) => s.state !== 'watching')
  const mend = checks.filter((c) => c.answer === 'mend')
  const seen = watched.months[month]
  const todo = [
    ...open.slice(0, most).map((a) => text('paper.monthly-report.open', { title: cardOf(a, text).title })),
    ...mend
      .slice(0, most)
      .map((c) => text('paper.monthly-report.mend', { title: text.first([`check.${c.id}.title`]) ?? c.id })),
  ]
  const rest = open.length + mend.length - todo.length
  if (rest > 0) todo.push(text('paper.monthly-report.rest', { count: rest }))
  if (blind.length > 0) todo.push(text('paper.monthly-report.blind', { count: blind.length }))
  return {
    kind: 'monthly-report',
    title: text('paper.monthly-report.of', { month: sayMonth(facts) }),
    lead: `${sayDay(facts, `${month}-01`)} – ${sayDay(facts, until)}`,
    onePage: true,
    sections: [
      {
        heading: text('paper.monthly-report.watched'),
        rows: [
          row(facts, 'company', facts.contact.company),
          row(facts, 'computer', facts.host.computer),
          row(facts, 'watchedDays', seen ? text('paper.days', { count: seen.days }) : ''),
          row(facts, 'events', seen ? String(seen.events) : ''),
          row(facts, 'watching', `${sources.length - blind.length} / ${sources.length}`),
        ],
      },
      {
        heading: text('paper.monthly-report.found'),
        rows: [
          { id: 'urgent', label: text('severity.urgent'), value: of('urgent') },
          { id: 'check', label: text('severity.check'), value: of('check') },
          { id: 'notice', label: text('severity.notice'), value: of('notice') },
          {
            id: 'asked',
            label: text('paper.monthly-report.asked'),
            value: String(requests.filter((r) => !r.drill && inMonth(facts, r.createdAt)).length),
          },
        ],
      },
      {
        heading: text('paper.monthly-report.stopped'),
        rows: [row(facts, 'stopped', String(stopped.length))],
        lines: [...new Set(stopped.map((a) => cardOf(a, text).title))].slice(0, most),
      },
      {
        heading: text('paper.monthly-report.todo'),
        numbered: todo.length > 0,
        lines: todo.length > 0 ? todo : [text('paper.monthly-report.nothing')],
      },
    ],
    foot: foot(facts),
  }
}

const sayMonth = ({ text, month }: PaperFacts): string =>
  new Intl.DateTimeFormat(text.language === 'en' ? 'en' : 'ja-JP', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`))
