import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StateEvent } from '../../../../../main/contract/event.ts'
import { findSessionLogs } from '../../../../../main/probe/sources/remote/session-log-places.ts'
import { createSessionLogs } from '../../../../../main/probe/sources/remote/session-logs.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createSourceBench } from '../../../../fakes/source-bench.ts'

const start = Date.parse('2026-11-26T08:00:00Z')
const two = (n: number) => String(n).padStart(2, '0')
const at = (minutes: number) => new Date(start + minutes * 60_000)
const anyDesk = (minutes: number, method = 'User', id = '1108841617') =>
  `Incoming    ${at(minutes).toISOString().slice(0, 10)}, ${at(minutes).toISOString().slice(11, 16)}    ${method}    ${id}    ${id}\r\n`
const tvTime = (d: Date) =>
  `${two(d.getUTCDate())}-${two(d.getUTCMonth() + 1)}-${d.getUTCFullYear()} ${d.toISOString().slice(11, 19)}`
/** As TeamViewer writes it: the line end comes before the line. */
const teamViewer = (from: number, to: number) =>
  `\r\n467594557\tSupport\t${tvTime(at(from))}\t${tvTime(at(to))}\tclerk\tRemoteControl\t{6c10}\t`

let root: string
let trace: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'session-logs-'))
  trace = join(root, 'home', '.anydesk', 'connection_trace.txt')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
const put = (file: string, text: string | Buffer, minutes = 0) => {
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, text)
  utimesSync(file, at(minutes), at(minutes))
}
const watch = async (minutes = 0, mark: unknown = null, offset = 0) => {
  const clock = createManualClock(at(minutes).getTime())
  const bench = createSourceBench({ clock, mark, home: join(root, 'home') })
  const source = createSessionLogs({ platform: 'linux', env: {}, root, offsetMinutes: () => offset })
  await source.start(bench.context)
  const told = () =>
    (bench.events as StateEvent[]).map((e) => `${e.at.slice(11, 16)}${e.caughtUp ? ' caught up' : ''}`)
  /** Moves the clock to so many minutes after the beginning of the tests. */
  const to = (minute: number) => clock.advance(at(minute).getTime() - clock.now())
  return { bench, clock, source, told, mark: bench.mark, to }
}

test('a session through the relay is told like one that comes in directly', async () => {
  put(trace, anyDesk(-60 * 24 * 30))
  const { bench, to, source } = await watch()
  await to(1)
  put(trace, anyDesk(1), 1)
  await to(2)
  expect(bench.events).toEqual([
    {
      category: 'state',
      source: 'remote-sessions-linux',
      at: '2026-11-26T08:01:00.000Z',
      topic: 'remote-session',
      action: 'added',
      subject: 'anydesk',
      details: { tool: 'anydesk', from: '1108841617', name: null, method: 'User', log: trace },
    },
  ])
  expect(bench.states.at(-1)?.state).toBe('watching')
  await source.stop()
})

test('refused, outgoing and broken lines are no sessions', async () => {
  const { told, to } = await watch()
  put(trace, `${anyDesk(1, 'REJECTED')}Outgoing    2026-11-26, 08:01    User    1    1\r\n\0\x01rubbish\n`, 1)
  await to(2)
  expect(told()).toEqual([])
})

test('at the first start only what is of the last day; later all that came while the app was off, once', async () => {
  put(trace, anyDesk(-60 * 24 * 3) + anyDesk(-90))
  const first = await watch()
  expect(first.told()).toEqual(['06:30 caught up'])
  await first.source.stop()
  put(trace, anyDesk(60) + anyDesk(60 * 24 * 9, 'Passwd'), 60 * 24 * 9)
  const again = await watch(60 * 24 * 10, first.mark())
  expect(again.told()).toEqual(['09:00 caught up', '08:00 caught up'])
  await again.source.stop()
  const third = await watch(60 * 24 * 11, again.mark())
  expect(third.told()).toEqual([])
})

test('a log that is rotated, cut, or cut and written anew: each session once', async () => {
  const { told, to } = await watch()
  await to(1)
  put(trace, anyDesk(1), 1)
  await to(2)
  put(trace, anyDesk(2), 2)
  renameSync(trace, `${trace}.1`)
  await to(3)
  put(trace, anyDesk(3), 3)
  await to(4)
  // The tool drops its oldest lines.
  truncateSync(trace)
  put(trace, anyDesk(2) + anyDesk(3), 4)
  await to(5)
  put(trace, anyDesk(5), 5)
  await to(6)
  truncateSync(trace)
  await to(7)
  put(trace, anyDesk(7), 7)
  await to(8)
  expect(told()).toEqual(['08:01', '08:02', '08:03', '08:05', '08:07'])
})

test('a line that is still being written waits for its rest', async () => {
  const { told, to, clock } = await watch()
  const line = anyDesk(1)
  put(trace, '')
  await to(1)
  put(trace, line.slice(0, 30))
  await clock.advance(1000)
  put(trace, line.slice(30))
  await to(2)
  expect(told()).toEqual(['08:01'])
})

test('TeamViewer: told when the session has ended, dated by its begin, though its line has no end yet', async () => {
  const file = join(root, 'var/log/teamviewer15/Connections_incoming.txt')
  const { told, bench, to } = await watch()
  await to(20)
  put(file, teamViewer(1, 20), 20)
  await to(21)
  expect(bench.events).toMatchObject([
    { subject: 'teamviewer', details: { from: '467594557', name: 'Support', method: 'RemoteControl' } },
  ])
  // Nothing lies in the future, whatever a log says.
  put(file, teamViewer(60 * 24 * 400, 60 * 24 * 400), 21)
  await to(22)
  put(file, teamViewer(22, 23), 23)
  await to(24)
  expect(told()).toEqual(['08:01', '08:21', '08:22'])
})

test('in UTF-16 and in local time, as it may be on Windows', async () => {
  put(trace, Buffer.from([0xff, 0xfe]))
  const { bench, told, to } = await watch(0, null, 540)
  await to(1)
  put(trace, Buffer.from(anyDesk(9 * 60 + 1).replace('User', 'User    上田'), 'utf16le'), 1)
  await to(2)
  expect(told()).toEqual(['08:01'])
  expect(bench.events).toMatchObject([{ details: { name: '上田', from: '1108841617' } }])
})

test('an installed copy and its window that keep the same log are one session', async () => {
  const { told, to } = await watch()
  await to(1)
  put(trace, anyDesk(1), 1)
  put(join(root, 'etc/anydesk/connection_trace.txt'), anyDesk(1), 1)
  await to(2)
  expect(told()).toEqual(['08:01'])
})

test('a huge log costs a small read, and its newest sessions are told', async () => {
  put(trace, 'x'.repeat(30_000_000))
  put(trace, `\r\n${anyDesk(-5)}`, -5)
  const { told, to } = await watch()
  expect(told()).toEqual(['07:55 caught up'])
  // Ten thousand made-up sessions at once are not ten thousand alerts.
  put(trace, Array.from({ length: 10_000 }, (_, n) => anyDesk(1, 'User', String(n))).join(''), 1)
  await to(2)
  expect(told().length).toBe(51)
})

test.skipIf(process.platform === 'win32')(
  'a FIFO, a device or a folder in its place holds up nobody',
  async () => {
    mkdirSync(dirname(trace), { recursive: true })
    spawnSync('mkfifo', [trace])
    mkdirSync(join(root, 'etc/anydesk'), { recursive: true })
    symlinkSync('/dev/zero', join(root, 'etc/anydesk/connection_trace.txt'))
    mkdirSync(join(root, 'var/log/anydesk/connection_trace.txt'), { recursive: true })
    const { bench, to, told } = await watch()
    expect(bench.states.at(-1)).toEqual({ state: 'partly', reason: { code: 'log-unreadable' } })
    for (const name of ['home/.anydesk', 'etc/anydesk', 'var/log/anydesk'])
      rmSync(join(root, name), { recursive: true })
    await to(1)
    put(trace, anyDesk(1), 1)
    await to(2)
    expect(told()).toEqual(['08:01'])
    expect(bench.states.at(-1)?.state).toBe('watching')
  },
)

test('a damaged bookmark counts as none', async () => {
  put(trace, anyDesk(-5))
  for (const mark of [
    'x',
    7,
    { files: 3 },
    { files: { [trace]: null } },
    { files: { [trace]: { offset: -1 } } },
  ])
    expect((await watch(0, mark)).told()).toEqual(['07:55 caught up'])
})

test('the places on Windows and macOS', () => {
  const env = {
    ProgramData: join(root, 'pd'),
    APPDATA: join(root, 'ad'),
    'ProgramFiles(x86)': join(root, 'pf'),
  }
  const files = {
    win32: [
      'pd/AnyDesk/connection_trace.txt',
      'pd/AnyDesk/ad_msi/connection_trace.txt',
      'ad/AnyDesk/connection_trace.txt',
      'pf/TeamViewer/Connections_incoming.txt',
      'pf/TeamViewer/Version9/Connections_incoming.txt',
      'ad/TeamViewer/Connections_incoming.txt',
    ],
    darwin: [
      'home/.anydesk/connection_trace.txt',
      'home/Library/Logs/TeamViewer/Connections_incoming.txt',
      'Library/Application Support/AnyDesk/connection_trace.txt',
    ],
  }
  for (const [platform, names] of Object.entries(files)) {
    for (const name of names) put(join(root, name), '')
    const found = findSessionLogs({
      platform: platform as NodeJS.Platform,
      env,
      home: join(root, 'home'),
      root,
    })
    expect(found.logs.map((l) => l.file).sort()).toEqual(names.map((n) => join(root, n)).sort())
    expect(found.denied).toEqual([])
  }
})
