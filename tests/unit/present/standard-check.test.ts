import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Profile, profileSchema } from '../../../main/contract/profile.ts'
import { checkStandard, type Requirement } from '../../../main/present/standard-check.ts'

const folder = resolve(import.meta.dirname, '../../../assets/providers')
const read = (file: string): Profile => profileSchema.parse(parse(readFileSync(join(folder, file), 'utf8')))
const answers = (p: Profile) => Object.fromEntries(checkStandard(p).map((r) => [r.id, r.answer]))

/** A made-up provider that meets all that a profile can show. */
const complete: Profile = profileSchema.parse({
  schema: 1,
  id: 'test',
  operator: 'テスト商会',
  service: 'テスト見守り',
  type: 'combined',
  class: 1,
  desk: { phone: '06-0000-0000', single: true },
  watching: { hoursPerDay: 24, tools: ['UTM', 'EDR'], tells: true },
  prices: [
    { for: '事務所', yen: 11_000, taxIncluded: true, per: 'office-month' },
    { for: 'パソコン', yen: 2_000, taxIncluded: false, per: 'pc-month' },
  ],
  minimumPcs: 1,
  minimumTermMonths: 24,
  explanation: { written: true, toUser: true },
  dispatch: { offered: true },
  insurance: { offered: true, coversFirstResponse: true },
  onePackage: true,
  sharesStatistics: true,
  registration: { from: '2026-04-01', until: '2028-03-31' },
})

test('a complete profile meets all that a profile can show; the rest cannot be checked here', () => {
  expect(answers(complete)).toEqual({
    'single-window': 'met',
    watching: 'met',
    dispatch: 'met',
    simplicity: 'cannot-check',
    'price-cap': 'met',
    'one-pc': 'met',
    term: 'met',
    explanation: 'met',
    insurance: 'met',
    'one-package': 'met',
    experience: 'cannot-check',
    sharing: 'met',
    continuity: 'cannot-check',
    renewal: 'met',
  })
})

describe('a profile that breaks one rule is told so, and only so', () => {
  const cases: [Requirement['id'], Partial<Profile>][] = [
    ['single-window', { desk: { ...complete.desk, single: false } }],
    ['watching', { watching: { ...complete.watching, hoursPerDay: 12 } }],
    ['watching', { watching: { ...complete.watching, tells: false } }],
    ['dispatch', { dispatch: { ...complete.dispatch, offered: false } }],
    ['price-cap', { prices: [{ for: '', yen: 10_001, taxIncluded: false, per: 'office-month' }] }],
    ['price-cap', { prices: [{ for: '', yen: 2_201, taxIncluded: true, per: 'pc-month' }] }],
    ['one-pc', { minimumPcs: 2 }],
    ['term', { minimumTermMonths: 25 }],
    ['explanation', { explanation: { written: true, toUser: false } }],
    ['explanation', { explanation: { written: false, toUser: true } }],
    ['insurance', { insurance: { ...complete.insurance, offered: false } }],
    ['insurance', { insurance: { ...complete.insurance, coversFirstResponse: false } }],
    ['one-package', { onePackage: false }],
    ['sharing', { sharesStatistics: false }],
    ['renewal', { registration: { ...complete.registration, until: '2028-04-02' } }],
  ]
  test.each(cases)('%s', (id, change) => {
    expect(answers({ ...complete, ...change })).toEqual({ ...answers(complete), [id]: 'not-met' })
  })
})

test('"from one PC" is asked of services that watch PCs only; class 2 has rules of its own', () => {
  expect(answers({ ...complete, type: 'network' })).not.toHaveProperty('one-pc')
  expect(answers({ ...complete, class: 2 })).toMatchObject({ 'one-pc': 'cannot-check' })
})

test('what is not stated is never met and never not met', () => {
  const bare = profileSchema.parse({ schema: 1, id: 'bare', operator: 'a', service: 'b' })
  expect(new Set(checkStandard(bare).map((r) => r.answer))).toEqual(new Set(['cannot-check']))
})

test('the five services of the press release: facts only, prices below the cap, nothing invented', () => {
  const files = readdirSync(folder).filter((f) => f.endsWith('.yaml'))
  expect(files).toHaveLength(5)
  for (const file of files)
    expect(checkStandard(read(file)).filter((r) => r.answer === 'not-met')).toEqual([])
  expect(answers(read('osaka-cci.yaml'))).toMatchObject({
    'price-cap': 'met',
    dispatch: 'met',
    insurance: 'met',
    term: 'cannot-check',
  })
  expect(read('pfu.yaml')).toMatchObject({ prices: null, desk: { phone: null, url: null } })
})
