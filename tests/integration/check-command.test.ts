import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { check } from '../../main/check-command.ts'
import type { RunCommand } from '../../main/ports/run-command.ts'
import { checkedPlatform, checksOf } from '../../main/probe/checks/registry.ts'

// Each look starts a program of its own and asks the real PC; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 })

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
const noPrograms: RunCommand = {
  run: async () => ({ code: null, stdout: '', stderr: '', problem: 'not-found' }),
  lines: () => ({ stop() {} }),
}
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
  const [ja, en] = await Promise.all([
    cli('--data-dir', data),
    cli('--data-dir', folder(), '--language', 'en'),
  ])
  expect(ja.out).toContain('確認できませんでした')
  expect(en.out).toContain('Could not tell')
  expect(en.out).not.toMatch(/[ぁ-ん]/)
})

test('damaged results are put aside and said', async () => {
  const data = folder()
  writeFileSync(join(data, 'checks.json'), '{"schema":1,"che')
  const [out, err]: [string[], string[]] = [[], []]
  // In this process, and without the PC's own programs: what is tested is the memory, not the look.
  await check(
    { json: true, dataDir: data },
    { out: (line) => out.push(line), err: (line) => err.push(line), run: noPrograms },
  )
  expect(lines(out.join('\n')).length).toBeGreaterThan(10)
  expect(err.join('\n')).toMatch(/checks\.json\.damaged-/)
  expect(JSON.parse(readFileSync(join(data, 'checks.json'), 'utf8'))).toMatchObject({ schema: 1 })
})
