import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restartDelay, retryDelay } from '../../../main/probe/restart-delay.ts'

const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

test('restarts are never hasty and never later than seven minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), random, (deaths, r) => {
      const delay = restartDelay(deaths, r)
      expect(delay).toBeGreaterThanOrEqual(750)
      expect(delay).toBeLessThan(7 * 60_000)
      expect(restartDelay(deaths + 1, r)).toBeGreaterThanOrEqual(delay)
    }),
  )
})

test('what cannot be done is tried again every 20 to 40 minutes', () => {
  fc.assert(fc.property(random, (r) => retryDelay(r) >= 20 * 60_000 && retryDelay(r) <= 40 * 60_000))
})
