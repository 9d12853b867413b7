import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StateEvent } from '../../../../../main/contract/event.ts'
import type { RunCommand } from '../../../../../main/ports/run-command.ts'
import { createListeningPortDetector } from '../../../../../main/probe/detectors/listening-port.ts'
import {
  listenerEntries,
  readPortRange,
  readWindowsProcesses,
  windowsProgram,
} from '../../../../../main/probe/normalise/state/listeners.ts'
import { keepNewest, mostKept } from '../../../../../main/probe/normalise/state/state-diff.ts'
import { createListeningPorts } from '../../../../../main/probe/sources/state/listening-ports.ts'
import { lookWith } from '../../../../fakes/looking.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

const told = (events: readonly StateEvent[]) =>
  events
    .flatMap((event) => createListeningPortDetector().onEvent(event))
    .map(({ severity, facts }) => `${severity} ${facts.port} ${facts.program ?? ''}`.trim())

// Microsoft Learn, "netstat"; heading and states of a Japanese Windows.
const netstatRows = (rows: [local: string, pid: number][]) =>
  `\r\nアクティブな接続\r\n\r\n  プロトコル  ローカル アドレス          外部アドレス        状態           PID\r\n${rows
    .map(
      ([local, pid]) => `  TCP         ${local.padEnd(22)} 0.0.0.0:0              LISTENING       ${pid}\r\n`,
    )
    .join('')}`
// What `ConvertTo-Json -Compress` prints of Win32_Process and Win32_Service to an ordinary user: no path for the processes
// of other accounts (learn.microsoft.com, Win32_Process, ExecutablePath), the service's command line all the same.
const processes = JSON.stringify([
  { name: 'System', pid: 4, session: 0, path: null, service: null },
  { name: 'wininit.exe', pid: 620, session: 0, path: null, service: null },
  {
    name: 'svchost.exe',
    pid: 900,
    session: 0,
    path: null,
    service: 'C:\\WINDOWS\\system32\\svchost.exe -k RPCSS -p',
  },
  {
    name: 'sqlservr.exe',
    pid: 2100,
    session: 0,
    path: null,
    service: '"C:\\Program Files\\Microsoft SQL Server\\MSSQL\\Binn\\sqlservr.exe" -sX',
  },
  {
    name: 'svchost.exe',
    pid: 3000,
    session: 1,
    path: 'C:\\Users\\sato\\AppData\\Local\\Temp\\svchost.exe',
    service: null,
  },
  { name: 'kaikei.exe', pid: 3100, session: 1, path: 'C:\\会計\\kaikei.exe', service: null },
  {
    name: 'powershell.exe',
    pid: 3200,
    session: 1,
    path: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    service: null,
  },
]).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

const windowsPc = (rows: [string, number][]) => {
  const pc = { rows, processes: { stdout: processes } as { stdout?: string; code?: number } }
  const asked = { programs: 0, owners: 0 }
  const scripted = createScriptedRun((file, args) => {
    if (file === 'netstat') return { stdout: netstatRows(pc.rows) }
    asked.programs += 1
    return args.at(-1)?.includes('Win32_Process') ? pc.processes : { code: 1 }
  })
  // Get-AuthenticodeSignature: 0 is Valid, 2 is NotSigned.
  const run: RunCommand = {
    ...scripted,
    async run(file, args, options) {
      if (!args.at(-1)?.includes('Get-AuthenticodeSignature')) return scripted.run(file, args, options)
      asked.owners += 1
      const path = Buffer.from(options?.input ?? '', 'base64').toString('utf16le')
      const status = path.includes('\\Temp\\') ? 2 : 0
      return { code: 0, stdout: `{"status":${status},"subject":"CN=A"}`, stderr: '', problem: null }
    },
  }
  return { pc, asked, run }
}

describe('Windows', () => {
  test('a program is told at its first port, by its path and its maker, and never again', async () => {
    const { pc, asked, run } = windowsPc([['0.0.0.0:135', 900]])
    const { look, bench } = await lookWith(createListeningPorts('win32'), 45_000, { run })
    expect(bench.states.at(-1)?.state).toBe('watching')
    pc.rows = [...pc.rows, ['0.0.0.0:17999', 3100]]
    const events = await look()
    expect(events).toMatchObject([
      {
        details: {
          program: 'C:\\会計\\kaikei.exe',
          port: 17_999,
          pid: 3100,
          trust: 'trusted',
          address: '0.0.0.0',
        },
      },
    ])
    expect(told(events)).toEqual(['notice 17999 kaikei.exe'])
    for (let times = 0; times < 3; times += 1) {
      pc.rows = [['0.0.0.0:135', 900]]
      expect(told(await look())).toEqual([])
      pc.rows = [...pc.rows, ['0.0.0.0:17999', 3100]]
      expect(told(await look())).toEqual([])
    }
    expect(asked.owners).toBe(1)
    const questions = asked.programs
    for (let times = 0; times < 10; times += 1) await look()
    expect(asked.programs).toBe(questions)
    const next = await lookWith(createListeningPorts('win32'), 45_000, { run, mark: bench.mark() })
    await next.look()
    expect(next.bench.events).toEqual([])
  })
  test("Windows' own services are told by their path, quietly; what they take from the dynamic range is left out", async () => {
    const { pc, run } = windowsPc([['0.0.0.0:445', 4]])
    const { look } = await lookWith(createListeningPorts('win32'), 45_000, { run })
    pc.rows = [
      ...pc.rows,
      ['0.0.0.0:5357', 4],
      ['0.0.0.0:7680', 900],
      ['0.0.0.0:49664', 620],
      ['[::]:49670', 900],
    ]
    expect(told(await look())).toEqual(['notice 5357 System', 'notice 7680 svchost.exe'])
  })
  test('a back door in the dynamic range is seen, also by the name of a service', async () => {
    const { pc, run } = windowsPc([['0.0.0.0:445', 4]])
    const { look } = await lookWith(createListeningPorts('win32'), 45_000, { run })
    pc.rows = [...pc.rows, ['0.0.0.0:50000', 3000], ['0.0.0.0:50001', 3200]]
    // Known makers tell nothing of a shell that others can talk to.
    expect(told(await look())).toEqual(['check 50000 svchost.exe', 'check 50001 powershell.exe'])
    pc.rows = [...pc.rows, ['0.0.0.0:50002', 3200], ['0.0.0.0:50003', 3000], ['0.0.0.0:1433', 2100]]
    expect(told(await look())).toEqual(['check 50002 powershell.exe', 'notice 1433 sqlservr.exe'])
  })
  test('programs that cannot be asked for are "could not tell", and no news when they can be again', async () => {
    const { pc, run } = windowsPc([['0.0.0.0:135', 900]])
    const { look, bench } = await lookWith(createListeningPorts('win32'), 45_000, { run })
    pc.rows = [...pc.rows, ['0.0.0.0:17999', 3100]]
    pc.processes = { code: 1 }
    expect(await look()).toEqual([])
    expect(bench.states.at(-1)).toMatchObject({ state: 'cannot', reason: { params: { tool: 'powershell' } } })
    pc.processes = { stdout: processes }
    expect(told(await look())).toEqual(['notice 17999 kaikei.exe'])
    expect(bench.states.at(-1)?.state).toBe('watching')
  })
  test('only the folder of the system makes a service its own', () => {
    const svchost = (path: string | null, session: number) =>
      windowsProgram({ pid: 7, session, name: 'svchost.exe', path, service: null }, 'C:\\Windows')
        .windowsOwn ?? false
    expect(svchost('C:\\WINDOWS\\system32\\svchost.exe', 0)).toBe(true)
    expect(svchost(null, 0)).toBe(true)
    expect(svchost(null, 1)).toBe(false)
    expect(svchost('D:\\Windows\\System32\\svchost.exe', 0)).toBe(false)
    expect(svchost('C:\\Windows\\System32\\x\\svchost.exe', 0)).toBe(false)
  })
})

test('macOS: the whole path by ps, only for what is new; Apple’s own is told quietly', async () => {
  // lsof(8), "OUTPUT FOR OTHER PROGRAMS"; ps(1) of macOS, `comm`.
  const listening = (pid: number, command: string, port: number) =>
    `p${pid}\nc${command}\nf4\nn*:${port}\nTST=LISTEN\n`
  let lsof = listening(501, 'ControlCe', 5000)
  let asked = 0
  const run = createScriptedRun((file, args) => {
    if (file === '/usr/sbin/lsof') return { stdout: lsof }
    if (file === '/bin/ps') {
      asked += 1
      return {
        stdout:
          '  501     1 sato /System/Library/CoreServices/ControlCenter.app/Contents/MacOS/ControlCenter\n' +
          '  700     1 sato /Users/sato/Library/Application Support/.x/helper\n',
      }
    }
    return { code: args.at(-1)?.startsWith('/System') ? 0 : 1 }
  })
  const { look } = await lookWith(createListeningPorts('darwin'), 45_000, { run })
  lsof += listening(700, 'helper', 52_000)
  const events = await look()
  expect(events).toMatchObject([
    { details: { program: '/Users/sato/Library/Application Support/.x/helper', trust: 'none' } },
  ])
  expect(told(events)).toEqual(['check 52000 helper'])
  lsof = listening(501, 'ControlCe', 5000)
  await look()
  lsof += listening(700, 'helper', 52_777)
  expect(told(await look())).toEqual([])
  expect(asked).toBe(3)
})

describe('what is remembered', () => {
  const dynamic = { from: 32_768, to: 60_999 }
  const listener = (port: number, name: string | null) => ({
    socket: {
      listening: true,
      local: { address: '0.0.0.0', port },
      remote: { address: '0.0.0.0', port: 0 },
      inode: '1',
      pid: null,
      program: null,
    },
    program: { pid: 1, name },
  })
  const keys = (...listeners: ReturnType<typeof listener>[]) =>
    listenerEntries(listeners, 'linux', dynamic).map((e) => e.key)
  test('is the pair; in the dynamic range the program, unless it is not known or runs anything', () => {
    expect(keys(listener(22, '/usr/sbin/sshd'), listener(23, '/usr/sbin/sshd'))).toHaveLength(2)
    expect(keys(listener(40_000, '/opt/a'), listener(40_001, '/opt/a'))).toEqual(['tcp/dynamic /opt/a'])
    expect(keys(listener(40_000, null), listener(40_001, null))).toHaveLength(2)
    expect(
      keys(listener(40_000, '/usr/bin/python3.12'), listener(40_001, '/usr/bin/python3.12')),
    ).toHaveLength(2)
  })
  test('never grows without end, and never forgets what is there', () => {
    const entries = (from: number, count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`k${from + i}`, { subject: '', details: {} }]),
      )
    const kept = keepNewest(entries(0, mostKept), entries(mostKept - 1, 3))
    expect(Object.keys(kept)).toHaveLength(mostKept)
    expect(['k0', 'k1', 'k2', `k${mostKept + 1}`].map((k) => k in kept)).toEqual([false, false, true, true])
    expect(Object.keys(keepNewest(entries(0, 10), entries(100, mostKept + 5)))).toHaveLength(mostKept + 5)
  })
  test('readers never throw', () => {
    expect(readPortRange('32768\t60999\n')).toEqual(dynamic)
    expect(['', '1', 'a b', '9 3', '0 0'].map(readPortRange)).toEqual([null, null, null, null, null])
    expect(readWindowsProcesses('[{"pid":1,"session":0,"name":"x"},7,null]')).toHaveLength(1)
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        readWindowsProcesses(text)
        readPortRange(text)
      }),
    )
  })
})
