import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Alert } from '../../../main/contract/alert.ts'
import { heldBackAtNight } from '../../../main/present/morning.ts'
import { isQuiet } from '../../../main/present/quiet-hours.ts'
import { sampleAlert } from '../../fakes/samples.ts'

const settings = { quietFrom: 20, quietUntil: 7 }
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 30)
const night = (more: Partial<Alert> = {}): Alert =>
  sampleAlert({ severity: 'check', state: 'new', detectedAt: at(23, 2).toISOString(), ...more })
const count = (alerts: Alert[], now = at(23, 7)) => heldBackAtNight({ alerts, settings, now })

describe('what the night held back', () => {
  test('is told when the quiet hours are over, not before', () => {
    expect([count([night(), night()], at(23, 6)), count([night(), night()])]).toEqual([0, 2])
  })
  test.each<[string, Partial<Alert>]>([
    ['has been seen', { state: 'seen' }],
    ['is over', { state: 'closed' }],
    ['was told at night (urgent)', { severity: 'urgent' }],
    ['is only to be read', { severity: 'notice' }],
    ['is an exercise', { drill: true }],
    ['was told by day', { detectedAt: at(22, 15).toISOString() }],
    ['is of an earlier night', { detectedAt: at(21, 23).toISOString() }],
    ['lies in the future (the clock was set back)', { detectedAt: at(23, 21).toISOString() }],
  ])('does not count what %s', (_, more) => {
    expect(count([night(more)])).toBe(0)
  })
  test('without quiet hours nothing was held back', () => {
    expect(
      heldBackAtNight({ alerts: [night()], settings: { quietFrom: 0, quietUntil: 0 }, now: at(23, 7) }),
    ).toBe(0)
  })
})

const hour = fc.integer({ min: 0, max: 23 })
test('never speaks within the quiet hours', () => {
  fc.assert(
    fc.property(hour, hour, hour, (quietFrom, quietUntil, h) => {
      const quiet = { quietFrom, quietUntil }
      fc.pre(isQuiet(quiet, at(23, h)))
      expect(heldBackAtNight({ alerts: [night()], settings: quiet, now: at(23, h) })).toBe(0)
    }),
  )
})
