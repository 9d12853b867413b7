import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openingSchema } from '../../../main/contract/profile.ts'
import {
  addDays,
  daysBetween,
  isOfficeClosed,
  nextOfficeDay,
  wallClock,
} from '../../../main/present/business-calendar.ts'
import { deskHours, opensOn } from '../../../main/present/desk-hours.ts'
import { daysLeft, reportingDates } from '../../../main/present/reporting-clock.ts'

const anyDay = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2040-12-31T00:00:00Z'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))
const unknown = { personalData: 'unknown', attack: 'unknown' } as const

describe('the calendar', () => {
  test('weekends, holidays, days in lieu and the turn of the year are closed', () => {
    for (const day of [
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-12-29',
      '2027-01-03',
      '2027-03-22',
      '2026-05-06',
    ])
      expect(isOfficeClosed(day), day).toBe(true)
    for (const day of ['2026-11-20', '2026-11-24', '2026-12-28', '2027-01-04'])
      expect(isOfficeClosed(day), day).toBe(false)
  })
  test('Golden Week and the turn of the year are passed over', () => {
    expect(nextOfficeDay('2026-05-02')).toBe('2026-05-07')
    expect(nextOfficeDay('2026-12-29')).toBe('2027-01-04')
  })
  test('days are added over month ends and leap days, and counted back', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n)
      }),
    )
  })
})

describe('the who-to-tell clock', () => {
  test('a leak known on 2 December: the last report is due after the turn of the year', () => {
    expect(reportingDates('2026-12-02', unknown)).toMatchObject({
      first: { from: '2026-12-04', until: '2026-12-06' },
      final30: '2027-01-04',
      final60: '2027-02-01',
    })
  })
  test('the 30th day in Golden Week moves behind it', () => {
    expect(reportingDates('2026-04-05', unknown).final30).toBe('2026-05-07')
  })
  test('only a clear "no attack" shortens the time; only a clear "no personal data" ends the duty', () => {
    expect(reportingDates('2026-11-24', unknown).final).toBe(reportingDates('2026-11-24', unknown).final60)
    const no = reportingDates('2026-11-24', { personalData: 'no', attack: 'no' })
    expect(no.final).toBe(no.final30)
    expect(no.due).toBe('no')
    expect(reportingDates('2026-11-24', unknown).due).toBe('unknown')
  })
  test('always: never a closed day, at least the full days, never more than a long holiday later', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { final30, final60 } = reportingDates(day, unknown)
        for (const [due, days] of [
          [final30, 29],
          [final60, 59],
        ] as const) {
          expect(isOfficeClosed(due)).toBe(false)
          expect(daysLeft(day, due)).toBeGreaterThanOrEqual(days)
          expect(daysLeft(day, due)).toBeLessThan(days + 12)
        }
      }),
    )
  })
})

describe('the desk’s hours', () => {
  const opening = openingSchema.parse({
    days: [1, 2, 3, 4, 5],
    from: '09:00',
    to: '17:00',
    closedOnHolidays: true,
    callBackHours: 2,
  })
  const at = (local: string) => deskHours(opening, new Date(`${local}:00+09:00`), 'Asia/Tokyo')
  test('while it is open the call comes within its hours', () => {
    expect(at('2026-11-24T10:00')).toEqual({
      openNow: true,
      nextOpening: null,
      callBackBy: { day: '2026-11-24', minute: 720 },
    })
  })
  test('shortly before closing the rest of the time falls to the next open day', () => {
    expect(at('2026-11-20T16:00').callBackBy).toEqual({ day: '2026-11-24', minute: 10 * 60 })
  })
  test('on a holiday the next opening is told', () => {
    expect(at('2026-11-23T10:00')).toEqual({
      openNow: false,
      nextOpening: { day: '2026-11-24', minute: 540 },
      callBackBy: { day: '2026-11-24', minute: 660 },
    })
  })
  test('early in the morning it opens today', () => {
    expect(at('2026-11-24T05:00').nextOpening).toEqual({ day: '2026-11-24', minute: 540 })
  })
  test('without stated hours nothing is promised', () => {
    expect(deskHours(null, new Date(), 'Asia/Tokyo')).toEqual({
      openNow: false,
      callBackBy: null,
      nextOpening: null,
    })
  })
  test('a call is promised only for a minute at which the desk is open or has just closed', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (moment) => {
          const { callBackBy } = deskHours(opening, moment, 'Asia/Tokyo')
          expect(opensOn(opening, callBackBy!.day)).toBe(true)
          expect(callBackBy!.minute).toBeGreaterThan(540)
          expect(callBackBy!.minute).toBeLessThanOrEqual(1020)
          const now = wallClock(moment, 'Asia/Tokyo')
          expect(callBackBy!.day >= now.day).toBe(true)
        },
      ),
    )
  })
})
