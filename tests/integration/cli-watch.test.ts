import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startDesk } from '../../desk/server.ts'
import { silentLog } from '../../main/ports/log.ts'
import { emptyFolder, encrypt, office } from '../e2e/app-process.ts'
import { openLink } from '../fakes/operator.ts'

const cli = resolve(import.meta.dirname, '../../main/cli.ts')
const args = ['--disable-warning=ExperimentalWarning', cli]

const watch = (more: readonly string[]) => {
  const child = spawn(process.execPath, [...args, 'watch', ...more], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (t: string) => {
    out += t
  })
  child.stderr.setEncoding('utf8').on('data', (t: string) => {
    err += t
  })
  const lines = () =>
    out
      .split('\n')
      .filter(Boolean)
      .map((l) => JSON.parse(l) as Record<string, unknown>)
  return {
    lines,
    err: () => err,
    ended: once(child, 'exit') as Promise<[number | null]>,
    async until(fits: (line: Record<string, unknown>) => boolean) {
      const deadline = Date.now() + 20_000
      while (!lines().some(fits)) {
        if (Date.now() > deadline) throw new Error(`not seen in:\n${out}\n${err}`)
        await new Promise((done) => setTimeout(done, 50))
      }
    },
    stop: () => child.kill('SIGINT'),
  }
}

test('watch prints each source and each alert as JSON lines, sends to the desk, and ends with 1', async () => {
  const place = office()
  const desk = await startDesk({ dataDir: emptyFolder(), practice: true, name: '窓口', log: silentLog })
  try {
    const run = watch(['--data-dir', place.data, '--guard', place.docs, '--desk', desk.url])
    await run.until((l) => l.type === 'source' && l.id === 'guard-documents' && l.state === 'watching')
    await new Promise((done) => setTimeout(done, 1000))
    await encrypt(place, place.files.slice(0, 10))
    await run.until((l) => l.type === 'alert' && l.kind === 'ransomware')
    const operator = await openLink(desk.operatorLink())
    const deadline = Date.now() + 10_000
    let alerts = ''
    while (!alerts.includes('ransomware') && Date.now() < deadline) {
      alerts = JSON.stringify(await operator.get('/operator/api/alerts'))
      await new Promise((done) => setTimeout(done, 200))
    }
    expect(alerts).toContain('ransomware')
    run.stop()
    expect((await run.ended)[0]).toBe(1)
    expect(run.lines().find((l) => l.kind === 'ransomware')).toMatchObject({
      severity: 'urgent',
      title: expect.stringContaining('次々にこわされています'),
      occurredAt: expect.stringMatching(/Z$/),
      detectedAt: expect.stringMatching(/Z$/),
      evidence: { count: expect.any(Number), files: expect.any(Array) },
    })
    expect(run.err()).toContain('すぐ電話')
  } finally {
    await desk.stop()
  }
})

test('with nothing found it ends by itself with 0; with --json no words are said', async () => {
  const run = watch(['--data-dir', emptyFolder(), '--guard', emptyFolder(), '--for', '2', '--json'])
  expect((await run.ended)[0]).toBe(0)
  expect(run.err()).toBe('')
  expect(run.lines().every((l) => l.type === 'source')).toBe(true)
})

test.each([
  [['nonsense'], /unknown command/],
  [['watch', '--for', 'soon'], /whole number/],
  [['watch', '--port', '1'], /unknown option/],
  [['desk', '--port', '99999'], /whole number/],
])('bad use %j: one clear line and exit code 2', (bad, line) => {
  const { status, stderr } = spawnSync(process.execPath, [...args, ...bad], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toMatch(line)
})
