import { addDays, type Day, daysBetween, holidaysKnownUntil, nextOfficeDay } from './business-calendar.ts'

/** 「はい / いいえ / わからない」. */
export type YesNoUnknown = 'yes' | 'no' | 'unknown'

/** Dates by which a leak of personal data is to be reported, if it is one: shown, never decided. */
export type ReportingDates = {
  knownOn: Day
  /** First report: about 3–5 days after knowing. */
  first: { from: Day; until: Day }
  /** Final report where no attack is possible: 30 days. */
  final30: Day
  /** Final report where an attack or another wrongful purpose is possible: 60 days. */
  final60: Day
  /** Which of the two counts with what is known so far; an unknown counts as possible. */
  final: Day
  /** Does what was answered so far mean that no report is due? `unknown` stays possible. */
  due: YesNoUnknown
  /** False where a date lies beyond the list of public holidays: it may then fall on one. */
  holidaysKnown: boolean
}

// The day of knowing is day 1; an end on a closed day moves to the next open one (guideline to the act on the
// protection of personal information, general part, 3-5-3).
const finalDay = (knownOn: Day, days: number): Day => nextOfficeDay(addDays(knownOn, days - 1))

/**
 * Works out the dates of Japan's Personal Information Protection Commission. The duty holds for one person and for
 * a mere possibility. Nothing here decides whether a report is due. Pure.
 */
export const reportingDates = (
  knownOn: Day,
  facts: { personalData: YesNoUnknown; attack: YesNoUnknown },
): ReportingDates => {
  const final30 = finalDay(knownOn, 30)
  const final60 = finalDay(knownOn, 60)
  return {
    knownOn,
    first: { from: addDays(knownOn, 2), until: addDays(knownOn, 4) },
    final30,
    final60,
    final: facts.attack === 'no' ? final30 : final60,
    due: facts.personalData,
    holidaysKnown: final60 <= holidaysKnownUntil,
  }
}

/** How far a date is: days left (0 = today), negative when it has passed. */
export const daysLeft = (today: Day, date: Day): number => daysBetween(today, date)
