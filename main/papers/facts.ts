import type { Alert } from '../contract/alert.ts'
import { cardOf } from '../contract/card.ts'
import type { CheckResult } from '../contract/check.ts'
import type { CheckSheet } from '../contract/check-sheet.ts'
import { type FactId, type PaperKind, paperQuestions, type Row } from '../contract/paper.ts'
import type { Profile } from '../contract/profile.ts'
import { answersOf, type IncidentRecord, type RecordEntry } from '../contract/record.ts'
import { entryWords } from '../contract/record-words.ts'
import { situationOfKind } from '../contract/reported-severity.ts'
import type { HelpRequest } from '../contract/request.ts'
import type { HostInfo, SourceHealth } from '../contract/state.ts'
import { localeOf, type Text } from '../contract/text.ts'
import { wallClock } from '../present/business-calendar.ts'

/** All that a paper may be made of. Nothing else is looked up, nothing is guessed. */
export type PaperFacts = {
  text: Text
  /** Milliseconds since 1970: when the paper is made. */
  now: number
  timeZone: string
  host: HostInfo
  profile: Profile | null
  /** Who is asked about the incident, and whose it is, as given in the settings; '' where not given. */
  contact: { name: string; phone: string; place: string; company: string; bank: string }
  alerts: readonly Alert[]
  requests: readonly HelpRequest[]
  checks: readonly CheckResult[]
  sources: readonly SourceHealth[]
  /** What the app's own diary says of its watching. */
  watched: WatchDiary
  /** The month that a monthly report is about: `2026-11`. */
  month: string
  /** Who took part in an exercise, from its record; '' where nobody wrote it. */
  attended: (alertId: string) => string
  /** The customer's check sheet; absent where it was not asked for. */
  sheet?: CheckSheet
}

/** Days of this PC's clock on which the app watched, and what it saw. */
export type WatchDiary = {
  /** First day, `2026-11-01`; '' where it is not known. */
  since: string
  /** Days of each month on which it watched, and records seen: `2026-11` → … */
  months: Readonly<Record<string, { days: number; events: number }>>
}

/** One incident with its record. */
export type Incident = { alert: Alert; record: IncidentRecord }

/** Day and time as people of that place write them; '' for '' (printed as unknown). */
export const sayTime = (
  { text, timeZone }: Pick<PaperFacts, 'text' | 'timeZone'>,
  at: string | null,
): string =>
  at
    ? new Intl.DateTimeFormat(localeOf(text.language), {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone,
      }).format(new Date(at))
    : ''

/** A day of the calendar in words; '' for null. */
export const sayDay = ({ text }: Pick<PaperFacts, 'text'>, day: string | null): string =>
  day
    ? new Intl.DateTimeFormat(localeOf(text.language), { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${day}T00:00:00Z`),
      )
    : ''

/** When the incident happened; '' where the person who reported it did not know. */
export const happenedAt = (alert: Alert): string =>
  alert.evidence.occurredAtKnown === false ? '' : alert.occurredAt

/** When it happened, as measured; else as people tell it in their own words; '' where nobody knows. */
export const sayHappened = (facts: PaperFacts, incident: Incident): string =>
  sayTime(facts, happenedAt(incident.alert)) || told(facts, incident, 'happenedAt')

/** When it was found: of a case that people report, as they tell it; else when the app noted it. */
export const sayFound = (facts: PaperFacts, incident: Incident): string =>
  told(facts, incident, 'foundAt') || sayTime(facts, incident.alert.detectedAt)

/**
 * The day on which it was found, `2026-11-20`: as given to the who-to-tell clock; else when the app noted it; '' where people tell of
 * another time in words that no calendar can read.
 */
export const foundDay = (facts: PaperFacts, incident: Incident): string => {
  const known = String(answersOf(incident.record.entries).get('clock.knownOn')?.facts.value ?? '')
  if (/^\d{4}-\d{2}-\d{2}$/.test(known)) return known
  return told(facts, incident, 'foundAt')
    ? ''
    : wallClock(new Date(incident.alert.detectedAt), facts.timeZone).day
}

const times: readonly FactId[] = ['happenedAt', 'foundAt']

/** The questions of a paper: times are asked only where people found the case, not the app. */
export const questionsOf = (kind: PaperKind, { alert }: Incident): FactId[] =>
  (paperQuestions[kind] ?? []).filter((id) => situationOfKind(alert.kind) !== null || !times.includes(id))

/** Who found it: the app, or the person who reported it. */
export const foundBy = ({ text }: PaperFacts, alert: Alert): string =>
  situationOfKind(alert.kind) !== null ? String(alert.evidence.reportedBy ?? '') : text('paper.byApp')

/** One entry of the record as a sentence, with the person where one is named. */
export const sayEntry = ({ text }: PaperFacts, entry: RecordEntry, alert: Alert): string =>
  entryWords(entry, alert, text) + (entry.who ? text('paper.byPerson', { who: entry.who }) : '')

/** The same, short enough for a column: `2026/11/23 10:00`. */
const sayShort = ({ text, timeZone }: PaperFacts, at: string): string =>
  new Intl.DateTimeFormat(localeOf(text.language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(at))

/**
 * The incident's history, oldest first: time and sentence. Answers to the papers' own questions are left out where they
 * stand as fields anyhow; `all` keeps them, so that nothing of the record is missing.
 */
export const history = (
  facts: PaperFacts,
  { alert, record }: Incident,
  all: 'all' | null = null,
): [string, string][] =>
  record.entries
    .filter((e) => all !== null || !String(e.facts.topic ?? '').startsWith('fact.'))
    .map((e) => [sayShort(facts, e.at), sayEntry(facts, e, alert)])

/** Small print under every paper. */
export const foot = (facts: PaperFacts): string =>
  facts.text('paper.foot', {
    at: sayTime(facts, new Date(facts.now).toISOString()),
    version: facts.host.version,
  })

/** A field of a paper: its name is the catalogue's `paper.<id>`, '' is printed as unknown. */
export const row = ({ text }: Pick<PaperFacts, 'text'>, id: string, value: string): Row => ({
  id,
  label: text.first([`paper.${id}`]) ?? id,
  value,
})

/** The request that was made about an incident, newest first. */
export const requestsOf = ({ requests }: PaperFacts, { alert }: Incident): HelpRequest[] =>
  requests.filter((r) => r.alertId === alert.id)

/** What people answered for a paper's field; where nobody did, what they told the desk for the visit; else ''. */
export const told = (facts: PaperFacts, incident: Incident, id: FactId): string => {
  const said = answersOf(incident.record.entries).get(`fact.${id}`)?.facts.value
  if (said) return String(said)
  const details = requestsOf(facts, incident).find((r) => r.details)?.details
  if (id === 'workStopped') return details?.stopped ?? ''
  if (id === 'computers') return details?.computers ?? ''
  return ''
}

/** The fields that a paper asks people for, without the times: those stand where the others' stand. */
export const toldRows = (
  facts: PaperFacts,
  incident: Incident,
  kind: PaperKind,
  only?: readonly FactId[],
): Row[] =>
  (only ?? (paperQuestions[kind] ?? []).filter((id) => !times.includes(id))).map((id) =>
    row(facts, id, told(facts, incident, id)),
  )

/** Photos of the record, in order: the entry's number and the photo's name. */
export const photosOf = ({ record }: Incident): { number: number; label: string }[] =>
  record.entries
    .filter((e) => e.facts.topic === 'photo')
    .map((e) => ({ number: e.number, label: String(e.facts.value ?? '') }))

/** What was last answered to a question of the who-to-tell clock; '' where nobody answered or knows. */
export const clockAnswer = (facts: PaperFacts, incident: Incident, topic: string): string => {
  const { text } = facts
  const value = answersOf(incident.record.entries).get(`clock.${topic}`)?.facts.value
  if (value === 'yes' || value === 'no') return text(`clock.answer.${value}`)
  if (topic !== 'personalData') return ''
  const asked = requestsOf(facts, incident).find((r) => r.details)?.details?.personalData
  return asked === 'yes' || asked === 'no' ? text(`visit.${asked}`) : ''
}

/** The count of things damaged, as the finding stated it; '' where it did not. */
export const damaged = ({ alert }: Incident): string => String(alert.facts.count ?? '')

/** Whether the record is as it was written, in words. */
export const untouched = ({ text }: PaperFacts, { record }: Incident): string =>
  record.brokenAt === null ? text('paper.chainHolds') : text('paper.chainBroken', { number: record.brokenAt })

/** Receipt numbers with how far the desk is; '' where nobody was asked. */
export const asked = (facts: PaperFacts, incident: Incident): string =>
  requestsOf(facts, incident)
    .map((r) => `${r.receipt} (${facts.text(`requestStatus.${r.status}`)})`)
    .join('、')

/** Who can be reached about it: name and phone. */
export const reachable = ({ contact }: PaperFacts): string =>
  [contact.name, contact.phone].filter(Boolean).join(' ')

/** The fields about how it was found. */
export const foundRows = (facts: PaperFacts, incident: Incident): Row[] => [
  row(facts, 'foundAt', sayFound(facts, incident)),
  row(facts, 'happenedAt', sayHappened(facts, incident)),
  row(facts, 'foundBy', foundBy(facts, incident.alert)),
  row(facts, 'how', cardOf(incident.alert, facts.text).title),
  row(facts, 'computer', facts.host.computer),
  row(facts, 'contact', reachable(facts)),
]
