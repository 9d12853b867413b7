import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CommandResult, LineStreamOptions, RunCommand } from '../../../../main/ports/run-command.ts'
import { createMacLogins } from '../../../../main/probe/sources/logins/mac-logins.ts'
import { createWindowsLogins } from '../../../../main/probe/sources/logins/windows-logins.ts'
import { createLinuxLog } from '../../../../main/probe/sources/logs/linux-log.ts'
import { createMacLog } from '../../../../main/probe/sources/logs/mac-log.ts'
import { createWindowsLog } from '../../../../main/probe/sources/logs/windows-log.ts'
import { createManualClock } from '../../../fakes/manual-clock.ts'
import { createSourceBench } from '../../../fakes/source-bench.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'otasuke-restart-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const done = (stdout: string): CommandResult => ({ code: 0, stdout, stderr: '', problem: null })

test.each([
  ['logins-windows', () => createWindowsLogins()],
  ['logs-windows', () => createWindowsLog({ computer: 'pc' })],
])('%s: a look that was under way at the stop does not go on beside the next start', async (_, make) => {
  const clock = createManualClock()
  let held: (() => void) | null = null
  let hold = false
  const asked: number[] = []
  const run: RunCommand = {
    async run(_file, args) {
      if (args[0] === 'el') return done('System\r\n')
      if (args.includes('/rd:true')) return done('')
      asked.push(clock.monotonic())
      if (hold) await new Promise<void>((go) => (held = go))
      return done('')
    },
    lines: () => ({ stop() {} }),
  }
  const bench = createSourceBench({ clock, run, data })
  const source = make()
  await source.start(bench.context)
  hold = true
  await clock.advance(10_000)
  expect(held).not.toBeNull()
  hold = false
  await source.stop()
  await source.start(bench.context)
  held!()
  await clock.advance(60_000)
  asked.length = 0
  await clock.advance(60_000)
  expect(asked.length).toBe(new Set(asked).size)
  await source.stop()
  expect(clock.timers()).toBe(0)
})

/** A program that runs until the test ends it: what a real one says comes after `stop`, not within it. */
const createOpenStreams = () => {
  const streams: (LineStreamOptions & { args: readonly string[]; stopped: boolean })[] = []
  const run: RunCommand = {
    run: async () => done(''),
    lines(_file, args, options) {
      const stream = { ...options, args, stopped: false }
      streams.push(stream)
      return {
        stop() {
          stream.stopped = true
        },
      }
    },
  }
  return { streams, run }
}

test('logs-linux: a journalctl that ends after the next start does not open the text logs beside it', async () => {
  const file = join(data, 'syslog')
  writeFileSync(file, '')
  const clock = createManualClock()
  const { streams, run } = createOpenStreams()
  const bench = createSourceBench({ clock, run, data })
  const source = createLinuxLog({ files: { audit: [], text: [[file]] }, journal: () => 'readable' })
  await source.start(bench.context)
  await source.stop()
  await source.start(bench.context)
  streams[0]?.onEnd({ code: null, problem: null, stderr: '' })
  appendFileSync(file, '2026-11-23T07:01:00+00:00 pc sudo: sato : USER=root ; COMMAND=/bin/x\n')
  await clock.advance(10_000)
  expect(bench.events).toEqual([])
  await source.stop()
  expect(clock.timers()).toBe(0)
})

test('logs-linux: an audit log that comes back does not hide that the text logs cannot be read', async () => {
  const audit = join(data, 'audit.log')
  writeFileSync(audit, '')
  const clock = createManualClock()
  const bench = createSourceBench({ clock, data })
  const source = createLinuxLog({ files: { audit: [audit], text: [[join(data, 'none')]] } })
  await source.start(bench.context)
  renameSync(audit, `${audit}.away`)
  await clock.advance(5000)
  renameSync(`${audit}.away`, audit)
  await clock.advance(5000)
  await source.stop()
  expect(new Set(bench.states.map((s) => s.state))).toEqual(new Set(['cannot']))
})

test.each([
  ['logins-mac', () => createMacLogins()],
  ['logs-mac', () => createMacLog()],
])('%s: a past that ends after the stream gave up does not say that it can see', async (_, make) => {
  const clock = createManualClock()
  const { streams, run } = createOpenStreams()
  const bench = createSourceBench({ clock, run, data, mark: { at: clock.now() - 60_000 } })
  const source = make()
  await source.start(bench.context)
  const [past, live] = ['show', 'stream'].map((verb) => streams.find((s) => s.args[0] === verb))
  live?.onEnd({ code: null, problem: 'not-found', stderr: '' })
  past?.onEnd({ code: null, problem: 'not-found', stderr: '' })
  expect({ last: bench.states.at(-1)?.state, past: past?.stopped }).toEqual({ last: 'cannot', past: true })
})
