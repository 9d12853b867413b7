import fc from 'fast-check'
import { expect, test } from 'vitest'
import { receiptNumber } from '../../../main/consult/receipt.ts'

test('a receipt number can be read out: month, day, four signs that are not mistaken', () => {
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (date, r) => {
        expect(receiptNumber(date, () => r)).toMatch(
          /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-[34679ACDEFGHJKMNPQRTUVWXY]{4}$/,
        )
      },
    ),
  )
})
