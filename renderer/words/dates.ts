import type { Language } from '../../main/contract/settings.ts'
import { localeOf } from '../../main/contract/text.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const format = (language: Language, options: Intl.DateTimeFormatOptions) => {
  const key = language + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(localeOf(language), options)
    formats.set(key, made)
  }
  return made
}

/** `11月23日 22:15`, in local time; with the year where it is not this one. What is no time is given back as it is. */
export const dayAndTime = (iso: string, language: Language, now = new Date()): string => {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return format(language, {
    ...year,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}

/** `23日(月)` */
export const dayOfWeek = (day: Date, language: Language): string =>
  format(language, { day: 'numeric', weekday: 'short' }).format(day)

/** A date for papers: with the Japanese era in Japanese (`令和8年11月23日`). What is no time is given back as it is. */
export const longDate = (iso: string, language: Language): string => {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const locale = language === 'en' ? 'en-u-ca-gregory' : 'ja-JP-u-ca-japanese'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(at)
}

/** `1,234` */
export const number = (n: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language)).format(n)

/** `6,600円` in Japanese, `¥6,600` in English. */
export const yen = (n: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language), {
    style: 'currency',
    currency: 'JPY',
    currencyDisplay: language === 'en' ? 'narrowSymbol' : 'name',
  }).format(n)

/** A day of the contract (`2027-03-31`), with the Japanese era in Japanese. */
export const day = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-u-ca-gregory' : 'ja-JP-u-ca-japanese', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))

/** A moment of the desk's wall clock, `minute` counted from midnight: `11月24日(火) 9:30`. */
export const deskMoment = (at: { day: string; minute: number }, language: Language): string =>
  format(language, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(Date.parse(`${at.day}T00:00:00Z`) + at.minute * 60_000))
