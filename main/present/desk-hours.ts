import type { Opening } from '../contract/profile.ts'
import { addDays, type Day, isHoliday, wallClock, weekday } from './business-calendar.ts'

/** What a clerk wants to know: who calls by when. */
export type DeskHours = {
  openNow: boolean
  /** By when the desk calls back, counted in opening hours; null where the profile does not say when it opens. */
  callBackBy: { day: Day; minute: number } | null
  /** The next opening, where it is closed now. */
  nextOpening: { day: Day; minute: number } | null
}

const minutes = (hhmm: string): number => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3))

/** Does the desk open on that day at all? */
export const opensOn = (o: Opening, day: Day): boolean =>
  o.days.includes(weekday(day)) && !(o.closedOnHolidays && isHoliday(day)) && !o.closed.includes(day)

// A desk that never opens (every day closed) must not search for ever.
const searchDays = 400

/** Opening and call-back at a moment, on the wall clock of `timeZone`. Pure. */
export const deskHours = (opening: Opening | null, moment: Date, timeZone: string): DeskHours => {
  if (!opening) return { openNow: false, callBackBy: null, nextOpening: null }
  const now = wallClock(moment, timeZone)
  const from = minutes(opening.from)
  const to = minutes(opening.to)
  const openNow = opensOn(opening, now.day) && now.minute >= from && now.minute < to
  let left = opening.callBackHours * 60
  let nextOpening: DeskHours['nextOpening'] = null
  for (let i = 0; i < searchDays; i++) {
    const day = addDays(now.day, i)
    if (!opensOn(opening, day)) continue
    const start = Math.max(from, i === 0 ? now.minute : from)
    if (start >= to) continue
    if (!openNow) nextOpening ??= { day, minute: start }
    if (left <= to - start)
      return { openNow, nextOpening, callBackBy: { day, minute: Math.ceil(start + left) } }
    left -= to - start
  }
  return { openNow, nextOpening, callBackBy: null }
}
