import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffDelay, deskBackoff } from '../../../main/consult/backoff.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('waits at least half of the doubled time and never beyond the cap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), random, (attempts, r) => {
      const full = Math.min(deskBackoff.first * 2 ** Math.min(attempts - 1, 30), deskBackoff.cap)
      const delay = backoffDelay(attempts, r)
      expect(delay).toBeGreaterThanOrEqual(Math.floor(full / 2))
      expect(delay).toBeLessThanOrEqual(full)
    }),
  )
})

test('grows with the attempts for the same luck', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), random, (attempts, r) => {
      expect(backoffDelay(attempts + 1, r)).toBeGreaterThanOrEqual(backoffDelay(attempts, r))
    }),
  )
})
