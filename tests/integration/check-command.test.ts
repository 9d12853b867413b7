import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkedPlatform, checksOf } from '../../main/probe/checks/registry.ts'

const cli = (...args: string[]) =>
  new Promise<{ code: number | null; out: string; err: string }>((done) => {
    const child = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      'main/cli.ts',
      'check',
      ...args,
    ])
    let [out, err] = ['', '']
    child.stdout.on('data', (b) => (out += b))
    child.stderr.on('data', (b) => (err += b))
    child.on('close', (code) => done({ code, out, err }))
  })
type Line = { id: string; title: string; answer: string; reason: string; who: string; since: string }
const lines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as Line)
const folder = () => mkdtempSync(join(tmpdir(), 'otasuke-check-'))

test('one object a check, remembered from one look to the next', async () => {
  const data = folder()
  const first = await cli('--json', '--data-dir', data)
  const found = lines(first.out)
  const ids = checksOf(checkedPlatform(process.platform)!).map((c) => c.id)
  expect(ids).toEqual(expect.arrayContaining(found.map((l) => l.id)))
  expect(found.length).toBeGreaterThan(10)
  for (const line of found) {
    expect(Object.keys(line)).toEqual(['id', 'title', 'answer', 'reason', 'who', 'since'])
    expect(['good', 'mend', 'unknown']).toContain(line.answer)
    expect(line.reason === '').toBe(line.answer === 'good')
    expect(['you', 'desk']).toContain(line.who)
    expect(line.reason).not.toContain('check-failed')
  }
  expect(first.code).toBe(found.some((l) => l.answer === 'mend') ? 1 : 0)
  const again = lines((await cli('--json', '--data-dir', data)).out)
  const sinceOf = (all: Line[]) => Object.fromEntries(all.map((l) => [`${l.id}:${l.answer}`, l.since]))
  expect(sinceOf(again)).toEqual(sinceOf(found))
})

test('a table for people, in both languages', async () => {
  const data = folder()
  const ja = await cli('--data-dir', data)
  expect(ja.out).toContain('確認できませんでした')
  const en = await cli('--data-dir', data, '--language', 'en')
  expect(en.out).toContain('Could not tell')
  expect(en.out).not.toMatch(/[ぁ-ん]/)
})

test('damaged results are put aside and said', async () => {
  const data = folder()
  writeFileSync(join(data, 'checks.json'), '{"schema":1,"che')
  const { out, err } = await cli('--json', '--data-dir', data)
  expect(lines(out).length).toBeGreaterThan(10)
  expect(err).toMatch(/checks\.json\.damaged-/)
  expect(JSON.parse(readFileSync(join(data, 'checks.json'), 'utf8'))).toMatchObject({ schema: 1 })
})
