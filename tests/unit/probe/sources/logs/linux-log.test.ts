import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLinuxLog } from '../../../../../main/probe/sources/logs/linux-log.ts'
import { createMacLog } from '../../../../../main/probe/sources/logs/mac-log.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench } from '../../../../fakes/source-bench.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'otasuke-logs-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const line = (n: number) =>
  `2026-11-23T07:0${n}:00+00:00 pc sudo: sato : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/x ${n}\n`
const journal = (n: number) =>
  JSON.stringify({
    MESSAGE: `m${n}`,
    SYSLOG_IDENTIFIER: 'cron',
    __REALTIME_TIMESTAMP: `176388000000000${n}`,
    __CURSOR: `s=${n}`,
  })

describe('the Linux text logs', () => {
  test('are followed through rotation from the mark on, without the journal', async () => {
    const file = join(data, 'auth.log')
    writeFileSync(file, line(1))
    const clock = createManualClock()
    const bench = createSourceBench({ clock, data })
    const files = { audit: [], text: [[file]] }
    const first = createLinuxLog({ files })
    await first.start(bench.context)
    appendFileSync(file, line(2))
    await clock.advance(5000)
    await first.stop()
    appendFileSync(file, line(3))
    renameSync(file, `${file}.1`)
    writeFileSync(file, line(4))
    const again = createLinuxLog({ files })
    await again.start(bench.context)
    await again.stop()
    const commands = bench.events.map((e) => (e.category === 'log' ? e.fields.CommandLine : null))
    expect(commands).toEqual(['/bin/x 2', '/bin/x 3', '/bin/x 4'])
    expect(bench.states.at(-1)?.state).toBe('watching')
  })
  test('audit records come as events and as new processes', async () => {
    const file = join(data, 'audit.log')
    writeFileSync(file, '')
    const clock = createManualClock()
    const bench = createSourceBench({ clock, data })
    const source = createLinuxLog({ files: { audit: [file], text: [[file]] } })
    await source.start(bench.context)
    appendFileSync(
      file,
      'type=SYSCALL msg=audit(1763880000.100:7): arch=c000003e syscall=59 success=yes pid=9 ppid=8 auid=1000 exe="/usr/bin/curl"\n' +
        'type=EXECVE msg=audit(1763880000.100:7): argc=2 a0="curl" a1=687474703A2F2F78\n',
    )
    await clock.advance(5000)
    await source.stop()
    expect(bench.events).toContainEqual(
      expect.objectContaining({
        logsource: { product: 'linux', service: 'auditd', category: 'process_creation' },
        fields: expect.objectContaining({
          Image: '/usr/bin/curl',
          CommandLine: 'curl http://x',
          ParentProcessId: '8',
        }),
      }),
    )
  })
  test('that are missing are said to be missing', async () => {
    const bench = createSourceBench({ data })
    const source = createLinuxLog({ files: { audit: [], text: [[join(data, 'none')]] } })
    await source.start(bench.context)
    expect(bench.states.at(-1)).toMatchObject({ state: 'cannot', reason: { code: 'log-missing' } })
  })
})

describe('the journal', () => {
  test('goes on after its cursor', async () => {
    const run = createScriptedRun(() => ({ stdout: `${journal(1)}\n{broken\n${journal(2)}\n` }))
    const bench = createSourceBench({ run, data, mark: { cursor: 's=0' } })
    const source = createLinuxLog({ files: { audit: [], text: [] }, journal: () => 'readable' })
    await source.start(bench.context)
    expect(run.calls[0]).toEqual([
      'journalctl',
      '--output=json',
      '--follow',
      '--after-cursor',
      's=0',
      '--no-tail',
    ])
    expect(bench.events.map((e) => (e.category === 'log' ? e.message : null))).toEqual([
      'cron: m1',
      'cron: m2',
    ])
    expect(bench.mark()).toMatchObject({ cursor: 's=2' })
    await source.stop()
  })
  test('gives way to the text logs where there is none', async () => {
    const file = join(data, 'syslog')
    writeFileSync(file, '')
    const run = createScriptedRun(() => ({ problem: 'not-found' }))
    const clock = createManualClock()
    const bench = createSourceBench({ run, clock, data })
    const source = createLinuxLog({ files: { audit: [], text: [[file]] }, journal: () => 'readable' })
    await source.start(bench.context)
    appendFileSync(file, line(1))
    await clock.advance(5000)
    await source.stop()
    expect(bench.events).toHaveLength(1)
  })
})

describe('the log of macOS', () => {
  test('is caught up by show, then followed by stream, each record once', async () => {
    const clock = createManualClock()
    const record = (message: string, ms: number) =>
      JSON.stringify({
        timestamp: new Date(ms).toISOString().replace('T', ' ').replace('Z', '000+0000'),
        machTimestamp: 1,
        processImagePath: '/usr/bin/sudo',
        eventMessage: message,
      })
    const past = clock.now() - 60_000
    const run = createScriptedRun((_f, args) => ({
      stdout:
        args[0] === 'show'
          ? `${record('a', past)}\n${record('b', clock.now() + 1)}`
          : record('b', clock.now() + 1),
    }))
    const bench = createSourceBench({ run, clock, data, mark: { at: past - 1000 } })
    const source = createMacLog()
    await source.start(bench.context)
    expect(bench.events).toMatchObject([{ message: 'sudo: a', caughtUp: true }, { message: 'sudo: b' }])
    await source.stop()
  })
})
