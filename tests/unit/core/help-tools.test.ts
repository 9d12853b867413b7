import { expect, test } from 'vitest'
import { profileSchema } from '../../../main/contract/profile.ts'
import { createHelpTools } from '../../../main/core/help-tools.ts'
import { sampleSnapshot } from '../../fakes/samples.ts'

const opening = {
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
  closedOnHolidays: true,
  callBackHours: 2,
}
const profile = profileSchema.parse({
  schema: 1,
  id: 't',
  operator: 'テスト商会',
  service: 'テスト見守り',
  desk: { opening, emergency: '06-0000-9999' },
})
const tools = (now: string) =>
  createHelpTools({
    snapshot: () => sampleSnapshot({ profile }),
    now: () => Date.parse(now),
    timeZone: 'Asia/Tokyo',
  })

test('who calls by when is promised once: it does not slide with the time of looking', () => {
  const asked = { at: '2026-11-24T01:00:00.000Z' }
  const promised = { day: '2026-11-24', minute: 12 * 60 }
  for (const now of ['2026-11-24T01:00:30.000Z', '2026-11-24T06:00:00.000Z', '2026-11-25T01:00:00.000Z'])
    expect(tools(now)['desk.hours'](asked)).toMatchObject({ callBackBy: promised, emergency: '06-0000-9999' })
})

test('the dates of a leak are counted from the day it was known, today where none is given', () => {
  const facts = { personalData: 'unknown', attack: 'unknown' } as const
  expect(tools('2026-11-24T01:00:00.000Z')['clock.read']({ knownOn: null, ...facts })).toMatchObject({
    knownOn: '2026-11-24',
    daysLeft: { first: 4 },
  })
  expect(tools('2026-11-30T01:00:00.000Z')['clock.read']({ knownOn: '2026-11-24', ...facts })).toMatchObject({
    daysLeft: { first: -2 },
  })
})
