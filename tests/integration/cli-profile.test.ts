import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'

const root = resolve(import.meta.dirname, '../..')
const check = (file: string, ...more: string[]) => {
  const run = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'main/cli.ts'), 'profile', 'check', file, ...more],
    { encoding: 'utf8', cwd: root },
  )
  const lines = run.stdout.split('\n').filter(Boolean)
  const requirements = lines.map((l) => JSON.parse(l) as { id: string; answer: string; title: string })
  return { code: run.status, words: run.stderr, answers: new Map(requirements.map((r) => [r.id, r.answer])) }
}
const folder = mkdtempSync(join(tmpdir(), 'otasuke-profile-'))
const profileFile = (change: object): string => {
  const file = join(folder, 'profile.yaml')
  writeFileSync(file, stringify({ ...complete, ...change }))
  return file
}
const complete = {
  schema: 1,
  id: 'test',
  operator: 'テスト商会',
  service: 'テスト見守り',
  type: 'combined',
  class: 1,
  desk: { phone: '06-0000-0000', single: true },
  watching: { hoursPerDay: 24, tools: ['UTM', 'EDR'], tells: true },
  prices: [{ for: 'パソコン', yen: 2000, taxIncluded: false, per: 'pc-month' }],
  minimumPcs: 1,
  minimumTermMonths: 24,
  explanation: { written: true, toUser: true },
  dispatch: { offered: true },
  insurance: { offered: true, coversFirstResponse: true },
  onePackage: true,
  sharesStatistics: true,
  registration: { from: '2026-04-01', until: '2028-03-31' },
}

test('a profile that keeps every rule: exit code 0, each requirement on a line and in words', () => {
  const { code, answers, words } = check(profileFile({}))
  expect(code).toBe(0)
  expect([...answers.values()]).not.toContain('not-met')
  expect(answers.size).toBe(14)
  expect(words).toContain('合っています: どんな質問も1つの窓口で受ける')
  expect(words).toContain('ここでは確かめられません')
})

describe('a profile that breaks one rule of Table 1: exit code 1, and that rule is named', () => {
  test.each([
    ['single-window', { desk: { ...complete.desk, single: false } }],
    ['watching', { watching: { ...complete.watching, hoursPerDay: 8 } }],
    ['dispatch', { dispatch: { offered: false } }],
    ['price-cap', { prices: [{ for: '', yen: 2001, taxIncluded: false, per: 'pc-month' }] }],
    ['price-cap', { prices: [{ for: '', yen: 11001, taxIncluded: true, per: 'office-month' }] }],
    ['one-pc', { minimumPcs: 5 }],
    ['term', { minimumTermMonths: 36 }],
    ['explanation', { explanation: { written: true, toUser: false } }],
    ['insurance', { insurance: { offered: true, coversFirstResponse: false } }],
    ['one-package', { onePackage: false }],
    ['sharing', { sharesStatistics: false }],
    ['renewal', { registration: { from: '2026-04-01', until: '2029-03-31' } }],
  ])('%s', (id, change) => {
    const { code, answers } = check(profileFile(change))
    expect(code).toBe(1)
    expect([...answers].filter(([, a]) => a === 'not-met')).toEqual([[id, 'not-met']])
  })
})

test('the five profiles of the press release break nothing; what it does not say cannot be checked', () => {
  const providers = join(root, 'assets/providers')
  for (const name of readdirSync(providers).filter((f) => f.endsWith('.yaml'))) {
    const { code, answers } = check(join(providers, name), '--json')
    expect([name, code]).toEqual([name, 0])
    expect(answers.get('experience')).toBe('cannot-check')
  }
})

test('what is no profile: exit code 2 and a line that names file and fault', () => {
  const bad = join(folder, 'bad.yaml')
  writeFileSync(bad, 'schema: 1\nid: Großes\n')
  expect(check(bad)).toMatchObject({ code: 2 })
  expect(check(bad).words).toMatch(/bad\.yaml: .*(id|operator)/)
  writeFileSync(bad, '{{{{')
  expect(check(bad).code).toBe(2)
  expect(check(join(folder, 'nowhere.yaml')).code).toBe(2)
})
