import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { severitySchema } from '../../../main/contract/alert.ts'
import { deservesNotice } from '../../../main/present/notice-policy.ts'
import { isQuiet } from '../../../main/present/quiet-hours.ts'

const at = (hour: number) => new Date(2026, 10, 23, hour, 30)
const settings = { quietFrom: 20, quietUntil: 7 }
const ask = (
  severity: 'urgent' | 'check' | 'notice',
  change: 'new' | 'worse' | 'more',
  hour: number,
  state: 'new' | 'seen' | 'closed' = 'new',
) => deservesNotice({ alert: { severity, state }, change, settings, now: at(hour) })

describe('which change deserves a notification', () => {
  test('one an incident, a second only when it grows worse', () => {
    expect(ask('check', 'new', 12).show).toBe(true)
    expect(ask('check', 'more', 12).show).toBe(false)
    expect(ask('urgent', 'worse', 12).show).toBe(true)
    expect(ask('urgent', 'more', 12).show).toBe(false)
  })
  test('quiet hours hold back all but すぐ電話, and that one says why', () => {
    expect(ask('check', 'new', 23)).toEqual({ show: false, brokeSilence: false })
    expect(ask('notice', 'new', 6)).toEqual({ show: false, brokeSilence: false })
    expect(ask('urgent', 'new', 23)).toEqual({ show: true, brokeSilence: true })
    expect(ask('urgent', 'new', 12)).toEqual({ show: true, brokeSilence: false })
  })
  test("the provider's own support tool is never announced, unless it is more than a notice", () => {
    const evidence = { allowedByProvider: true }
    const said = (severity: 'notice' | 'urgent') =>
      deservesNotice({ alert: { severity, state: 'new', evidence }, change: 'new', settings, now: at(12) })
        .show
    expect([said('notice'), said('urgent'), ask('notice', 'new', 12).show]).toEqual([false, true, true])
  })
  test('a closed incident is never announced', () => {
    expect(ask('urgent', 'worse', 12, 'closed').show).toBe(false)
  })
})

const hour = fc.integer({ min: 0, max: 23 })

test('the quiet hours of a day are as many as the clock says, from → until', () => {
  fc.assert(
    fc.property(hour, hour, (quietFrom, quietUntil) => {
      const quiet = Array.from({ length: 24 }, (_, h) => isQuiet({ quietFrom, quietUntil }, at(h)))
      expect(quiet.filter(Boolean)).toHaveLength((quietUntil - quietFrom + 24) % 24)
      if (quietFrom !== quietUntil) expect([quiet[quietFrom], quiet[quietUntil]]).toEqual([true, false])
    }),
  )
})

test('すぐ電話 is never held back while its incident is open and new or worse', () => {
  fc.assert(
    fc.property(
      hour,
      hour,
      hour,
      fc.constantFrom(...severitySchema.options),
      (h, quietFrom, quietUntil, severity) => {
        const verdict = deservesNotice({
          alert: { severity, state: 'new' },
          change: 'new',
          settings: { quietFrom, quietUntil },
          now: at(h),
        })
        expect(verdict.show).toBe(severity === 'urgent' || !isQuiet({ quietFrom, quietUntil }, at(h)))
      },
    ),
  )
})
