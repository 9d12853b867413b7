import holidays from '@holiday-jp/holiday_jp'

/** A day of the calendar, `2026-11-23`, without a time zone. */
export type Day = string

const ms = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** The day `n` days later (earlier where negative). */
export const addDays = (day: Day, n: number): Day =>
  new Date(ms(day) + n * 86_400_000).toISOString().slice(0, 10)

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (day: Day): number => new Date(ms(day)).getUTCDay()

/** Whole days from `a` to `b`; negative where `b` is earlier. */
export const daysBetween = (a: Day, b: Day): number => Math.round((ms(b) - ms(a)) / 86_400_000)

/** Last day for which the list of public holidays speaks; nothing is known of later ones. */
export const holidaysKnownUntil: Day = `${Object.keys(holidays.holidays).sort().at(-1)?.slice(0, 4)}-12-31`

/** A public holiday in Japan (days in lieu too). Source: the Cabinet Office's list, as `@holiday-jp/holiday_jp` carries it (1970–2050). */
export const isHoliday = (day: Day): boolean => Object.hasOwn(holidays.holidays, day)

/** Saturdays, Sundays, public holidays, and 29 December – 3 January, when Japan's government offices are closed. */
export const isOfficeClosed = (day: Day): boolean =>
  weekday(day) % 6 === 0 || isHoliday(day) || /-12-(29|30|31)$|-01-0[123]$/.test(day)

/** `day` itself where government offices are open, else the next day on which they are. */
export const nextOfficeDay = (day: Day): Day => (isOfficeClosed(day) ? nextOfficeDay(addDays(day, 1)) : day)

/** The day and minute of the day at a moment, as the clock on the wall shows them there. */
export const wallClock = (moment: Date, timeZone: string): { day: Day; minute: number } => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(moment)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}
