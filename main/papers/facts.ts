import type { Alert } from '../contract/alert.ts'
import type { CheckResult } from '../contract/check.ts'
import type { CheckSheet } from '../contract/check-sheet.ts'
import type { Profile } from '../contract/profile.ts'
import { answersOf, type IncidentRecord, type RecordEntry } from '../contract/record.ts'
import { entryWords } from '../contract/record-words.ts'
import type { HelpRequest } from '../contract/request.ts'
import type { HostInfo, SourceHealth } from '../contract/state.ts'
import { localeOf, type Text } from '../contract/text.ts'

/** All that a paper may be made of. Nothing else is looked up, nothing is guessed. */
export type PaperFacts = {
  text: Text
  /** Milliseconds since 1970: when the paper is made. */
  now: number
  timeZone: string
  host: HostInfo
  profile: Profile | null
  /** Who is asked about the incident, as given in the settings; '' where not given. */
  contact: { name: string; phone: string; place: string }
  alerts: readonly Alert[]
  requests: readonly HelpRequest[]
  checks: readonly CheckResult[]
  sources: readonly SourceHealth[]
  /** Since when this app has watched here: ISO 8601, UTC. */
  watchedSince: string
  /** The customer's check sheet; absent where it was not asked for. */
  sheet?: CheckSheet
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

/** Who found it: the app, or the person who reported it. */
export const foundBy = ({ text }: PaperFacts, alert: Alert): string =>
  alert.kind.startsWith('reported-') ? String(alert.evidence.reportedBy ?? '') : text('paper.byApp')

/** One entry of the record as a sentence, with the person where one is named. */
export const sayEntry = ({ text }: PaperFacts, entry: RecordEntry, alert: Alert): string =>
  entryWords(entry, alert, text) + (entry.who ? text('paper.byPerson', { who: entry.who }) : '')

/** The incident's history, oldest first: time and sentence. */
export const history = (facts: PaperFacts, { alert, record }: Incident): [string, string][] =>
  record.entries.map((e) => [sayTime(facts, e.at), sayEntry(facts, e, alert)])

/** Small print under every paper. */
export const foot = (facts: PaperFacts): string =>
  facts.text('paper.foot', {
    at: sayTime(facts, new Date(facts.now).toISOString()),
    version: facts.host.version,
  })

/** Names of photos that people noted, in order; '' for none. */
export const photosOf = ({ record }: Incident): string =>
  record.entries
    .filter((e) => e.facts.topic === 'photo')
    .map((e) => String(e.facts.value ?? ''))
    .join('、')

/** What was last answered to a question of the who-to-tell clock; '' where nobody answered or knows. */
export const clockAnswer = ({ text }: PaperFacts, { record }: Incident, topic: string): string => {
  const value = answersOf(record.entries).get(`clock.${topic}`)?.facts.value
  return value === 'yes' || value === 'no' ? text(`clock.answer.${value}`) : ''
}
