import { expect, test } from 'vitest'
import { profileSchema } from '../../../main/contract/profile.ts'
import { remindersOf } from '../../../main/present/reminders.ts'

const profile = profileSchema.parse({
  schema: 1,
  id: 't',
  operator: 'a',
  service: 'b',
  contract: { until: '2027-03-31' },
  insurance: { until: '2027-01-31' },
})
const keys = (today: string, lastOpened: string | null = today) =>
  remindersOf({ today, profile, lastOpened, at: `${today}T00:00:00.000Z` }).map((f) => f.key)

test('reminds 60 and 30 days before an end, each once, also on a later day when the PC was off', () => {
  expect(keys('2026-11-01')).toEqual([])
  expect(keys('2026-12-02')).toEqual(['renewal:insurance:2027-01-31:60'])
  expect(keys('2026-12-20')).toEqual(['renewal:insurance:2027-01-31:60'])
  expect(keys('2027-01-01')).toEqual(['renewal:insurance:2027-01-31:30'])
  expect(keys('2027-01-31')).toEqual(['renewal:contract:2027-03-31:60', 'renewal:insurance:2027-01-31:30'])
})

test('an end that has passed is no reminder any more', () => {
  expect(keys('2027-04-01')).toEqual([])
})

test('asks who is in charge when nobody opened the app for 60 days, once for each absence', () => {
  expect(keys('2026-03-01', '2026-01-01')).toEqual([])
  expect(keys('2026-03-02', '2026-01-01')).toEqual(['nobody-looked:2026-01-01'])
  expect(keys('2026-05-01', '2026-01-01')).toEqual(['nobody-looked:2026-01-01'])
  expect(keys('2026-05-01', null)).toEqual([])
})
