import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StateEvent } from '../../main/contract/event.ts'
import { createProtectionDetector } from '../../main/probe/detectors/protection.ts'
import { createAccounts } from '../../main/probe/sources/state/accounts.ts'
import { fileTimeMs } from '../../main/probe/sources/state/freshness.ts'
import { createProtection, serviceState } from '../../main/probe/sources/state/protection.ts'
import { createSelfWatch } from '../../main/probe/sources/state/self-watch.ts'
import { createUsbStorage } from '../../main/probe/sources/state/usb-storage.ts'
import { lookWith } from '../fakes/looking.ts'
import { createManualClock } from '../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench } from '../fakes/source-bench.ts'
import { createFakeRegistry } from '../fakes/windows-registry.ts'

const put = (root: string, path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const folder = () => mkdtempSync(join(tmpdir(), 'state-'))

test('a new account and a new administrator on Linux', async () => {
  const root = folder()
  put(
    root,
    'etc/passwd',
    'root:x:0:0::/root:/bin/bash\ndaemon:x:1:1::/:/usr/sbin/nologin\nsato:x:1000:1000::/home/sato:/bin/bash\n',
  )
  put(root, 'etc/group', 'sudo:x:27:sato\n')
  const { look } = await lookWith(createAccounts('linux', root), 20_000)
  put(
    root,
    'etc/passwd',
    'root:x:0:0::/root:/bin/bash\nsato:x:1000:1000::/home/sato:/bin/bash\ntoor:x:0:0::/root:/bin/bash\n',
  )
  put(root, 'etc/group', 'sudo:x:27:sato,toor\n')
  expect(await look()).toMatchObject([
    { action: 'added', details: { account: 'toor', uid: 0 } },
    { action: 'added', details: { account: 'toor', admin: true, group: 'sudo' } },
  ])
})

test('half an answer is no list of accounts: nobody is new when the other half comes', async () => {
  let answer: { stdout?: string; code?: number } = { stdout: 'root 0\nsato 501\n' }
  const run = createScriptedRun((_, args) =>
    args.includes('-list') ? answer : { stdout: 'GroupMembership: root sato\n' },
  )
  const { look, bench } = await lookWith(createAccounts('darwin'), 50_000, { run })
  answer = { stdout: '' }
  expect(await look()).toEqual([])
  expect(bench.states.at(-1)?.state).toBe('partly')
  answer = { stdout: 'root 0\nsato 501\n' }
  expect(await look()).toEqual([])
  expect(bench.states.at(-1)?.state).toBe('watching')
})

test('an account that is hidden from the sign-in screen of a Mac, and a new administrator', async () => {
  // dscl(1): names and numbers in columns; services of the system begin with an underscore.
  let users = '_spotlight              89\nroot                    0\nsato                    501\n'
  let admins = 'GroupMembership: root sato\n'
  const { look } = await lookWith(createAccounts('darwin'), 50_000, {
    run: createScriptedRun((_, args) => ({ stdout: args.includes('-list') ? users : admins })),
  })
  users += '_new                    300\nhelp                    401\n'
  admins = 'GroupMembership: root sato help\n'
  expect(await look()).toMatchObject([
    { action: 'added', details: { account: 'help', uid: 401 } },
    { action: 'added', details: { account: 'help', admin: true } },
  ])
})

test('a new account on Windows', async () => {
  // Microsoft Learn, "net user": names in columns of 25; sentences of a Japanese Windows.
  const users = (names: string[]) =>
    `\\\\PC-3 のユーザー アカウント\r\n\r\n${'-'.repeat(79)}\r\n${names.map((n) => n.padEnd(25)).join('')}\r\nコマンドは正常に終了しました。\r\n`
  let names = ['Administrator', '佐藤 花子']
  const { look } = await lookWith(createAccounts('win32'), 50_000, {
    run: createScriptedRun(() => ({ stdout: users(names) })),
  })
  names = [...names, 'helpdesk$']
  expect(await look()).toMatchObject([{ action: 'added', details: { account: 'helpdesk$' } }])
})

test('a USB memory is news the first time only', async () => {
  const root = folder()
  const device = 'sys/bus/usb/devices'
  const plug = () => {
    put(root, `${device}/1-2:1.0/bInterfaceClass`, '08\n')
    for (const [name, value] of Object.entries({
      idVendor: '0951',
      idProduct: '1666',
      serial: 'E0D5',
      manufacturer: 'Kingston',
      product: 'DataTraveler',
    }))
      put(root, `${device}/1-2/${name}`, `${value}\n`)
  }
  put(root, `${device}/1-1:1.0/bInterfaceClass`, '03\n')
  const { look } = await lookWith(createUsbStorage('linux', root), 5000)
  plug()
  expect(await look()).toMatchObject([
    { action: 'added', subject: 'Kingston DataTraveler', details: { serial: 'E0D5' } },
  ])
  rmSync(join(root, device, '1-2'), { recursive: true })
  rmSync(join(root, device, '1-2:1.0'), { recursive: true })
  expect(await look()).toEqual([])
  plug()
  expect(await look()).toEqual([])
})

test('Windows: a disk on UASP stands among the SCSI disks; it is known by its driver and named by its container', async () => {
  const registry = createFakeRegistry()
  const enumerated = 'HKLM\\SYSTEM\\CurrentControlSet\\Enum'
  const device = (path: string, values: Record<string, string>) => {
    for (const [name, data] of Object.entries(values)) registry.set(`${enumerated}\\${path}`, name, data)
  }
  const container = '{5f2b1c9e-0f6e-5c61-8f0a-3a1d2f4b6c7d}'
  device('USB\\ROOT_HUB30\\4&1', {
    Service: 'USBHUB3',
    ContainerID: '{00000000-0000-0000-ffff-ffffffffffff}',
  })
  device('SCSI\\Disk&Ven_NVMe&Prod_WDC\\5&1', {
    FriendlyName: 'WDC PC SN730',
    ContainerID: '{00000000-0000-0000-ffff-ffffffffffff}',
  })
  device('USBSTOR\\Disk&Ven_Kingston&Prod_DT\\E0D5&0', { FriendlyName: 'Kingston DT USB Device' })
  let asked: string[] = []
  // As an ordinary user sees it: exit code 1, for parts of these keys are closed to him, and all the rest printed.
  const run = createScriptedRun((_, args) => {
    asked.push(args[1] ?? '')
    return { ...registry.query(args), code: 1 }
  })
  const { look } = await lookWith(createUsbStorage('win32'), 45_000, { run })
  device('USB\\VID_0BC2&PID_AB38\\MSFT30NA9G5MN0', { Service: 'UASPStor', ContainerID: container })
  device('SCSI\\Disk&Ven_Seagate&Prod_BUP_Slim\\6&2', {
    FriendlyName: 'Seagate BUP Slim SCSI Disk Device',
    ContainerID: container,
  })
  device('USB\\VID_174C&PID_55AA\\123', { Service: 'UASPStor' })
  expect(await look()).toMatchObject([
    { action: 'added', topic: 'usb', subject: 'Seagate BUP Slim SCSI Disk Device' },
    { action: 'added', subject: 'VID_174C&PID_55AA' },
  ])
  asked = []
  expect(await look()).toEqual([])
  expect(asked.map((key) => key.split('\\').at(-1))).toEqual(['USBSTOR', 'USB'])
})

describe('protection', () => {
  // Microsoft Learn, "sc query"; the words of a Japanese Windows.
  const service = (state: number, word: string) =>
    `\r\nSERVICE_NAME: WinDefend \r\n        種類               : 10  WIN32_OWN_PROCESS  \r\n        状態               : ${state}  ${word} \r\n                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)\r\n        WIN32_EXIT_CODE    : 0  (0x0)\r\n`
  test('the state of a service is a number, whatever the language', () => {
    expect(serviceState(service(4, 'RUNNING'))).toBe(4)
    expect(serviceState('エラー')).toBeNull()
  })
  test('Windows: a service stops; a firewall profile is switched off', async () => {
    let [state, firewall] = [4, '0x1']
    const policy =
      'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\PublicProfile'
    const run = createScriptedRun((file, args) => {
      if (file === 'sc') return args[1] === 'WinDefend' ? { stdout: service(state, 'X') } : { code: 1060 }
      return args.includes('EnableFirewall') && args[1]?.includes('SharedAccess')
        ? { stdout: `\r\n${policy}\r\n    EnableFirewall    REG_DWORD    ${firewall}\r\n` }
        : { code: 1 }
    })
    const { look } = await lookWith(createProtection('win32'), 50_000, { run })
    state = 1
    firewall = '0x0'
    expect(await look()).toEqual([])
    expect(await look()).toMatchObject([
      { action: 'changed', details: { what: 'antivirus', on: false } },
      { action: 'changed', details: { what: 'firewall', on: false } },
    ])
  })
  test('Windows: the firewall is switched off by a policy', async () => {
    const registry = createFakeRegistry()
    const run = createScriptedRun((file, args) => (file === 'reg' ? registry.query(args) : { code: 1060 }))
    const { look } = await lookWith(createProtection('win32'), 50_000, { run })
    const key = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\StandardProfile'
    registry.set(key, 'EnableFirewall', '0x0', 'REG_DWORD')
    await look()
    expect((await look()).flatMap((e) => createProtectionDetector().onEvent(e))).toMatchObject([
      { kind: 'firewall-off', severity: 'check', facts: { name: 'Windows Firewall' } },
    ])
  })
  // `ConvertTo-Json -Compress` of AntiVirusProduct: 266240 = 0x41000 is on, 393472 = 0x60100 is Defender and off.
  const stoodBack = { name: 'Windows Defender', state: 393_472, id: '{D68DDC3A-831F-4fae-9E44-DA132C1ACF46}' }
  const product = (state: number) => ({
    name: 'ESET Security',
    state,
    id: '{EC1D6F37-E411-475A-DF50-12FF7FE4AC70}',
  })
  test.each([
    [
      'another antivirus that is on',
      [stoodBack, product(266_240)],
      'antivirus-changed',
      'notice',
      'ESET Security',
    ],
    ['one that has expired (0x43000)', [stoodBack, product(274_432)], 'antivirus-off', 'check', 'WinDefend'],
    [
      'Defender alone, which says it is on',
      [{ ...stoodBack, state: 397_568 }],
      'antivirus-off',
      'check',
      'WinDefend',
    ],
    ['nothing', [], 'antivirus-off', 'check', 'WinDefend'],
    ['no Security Center', null, 'antivirus-off', 'check', 'WinDefend'],
  ])(
    'Windows: Defender stops, and the Security Center tells of %s',
    async (_, products, kind, severity, name) => {
      let state = 4
      let questions = 0
      const run = createScriptedRun((file, args) => {
        if (file === 'sc') return args[1] === 'WinDefend' ? { stdout: service(state, 'X') } : { code: 1060 }
        if (file !== 'powershell') return { code: 1 }
        questions += 1
        expect(args.at(-1)).toContain('root/SecurityCenter2')
        return products === null ? { code: 1 } : { stdout: `${JSON.stringify(products)}\r\n` }
      })
      const { look } = await lookWith(createProtection('win32'), 50_000, { run })
      expect(questions).toBe(0)
      state = 1
      await look()
      expect((await look()).flatMap((e) => createProtectionDetector().onEvent(e))).toMatchObject([
        { kind, severity, facts: { name } },
      ])
      await look()
      expect(questions).toBe(1)
    },
  )
  test('Windows: an update that stops the antivirus for a moment is no news; what was off at the start neither', async () => {
    let answer = service(4, 'RUNNING')
    const run = createScriptedRun((file, args) =>
      file !== 'sc' ? { code: 1 } : args[1] === 'WinDefend' && answer ? { stdout: answer } : { code: 1060 },
    )
    const { look, bench } = await lookWith(createProtection('win32'), 50_000, { run })
    const told: unknown[] = []
    // Stopping, stopped, taken away and put back.
    for (const now of [service(3, 'STOP_PENDING'), service(4, 'RUNNING'), '', service(4, 'RUNNING')]) {
      answer = now
      told.push(...(await look()))
    }
    expect(told).toEqual([])
    // It is switched off while the app is not there: told after the next start, once.
    answer = service(1, 'STOPPED')
    const next = await lookWith(createProtection('win32'), 50_000, { run, mark: bench.mark() })
    expect(next.bench.events).toEqual([])
    expect(await next.look()).toMatchObject([
      { action: 'changed', details: { what: 'antivirus', on: false } },
    ])
    const last = await lookWith(createProtection('win32'), 50_000, { run, mark: next.bench.mark() })
    expect([...last.bench.events, ...(await last.look()), ...(await last.look())]).toEqual([])
  })
  test('Linux: a systemd that does not answer is no firewall that was taken away', async () => {
    const root = folder()
    mkdirSync(join(root, 'run/systemd/system'), { recursive: true })
    const units = 'Id=firewalld.service\nLoadState=loaded\nActiveState=active\nUnitFileState=enabled\n'
    let answer: { stdout?: string; code?: number } = { stdout: units }
    const { look, bench } = await lookWith(createProtection('linux', root), 50_000, {
      run: createScriptedRun(() => answer),
    })
    answer = { code: 1 }
    expect([...(await look()), ...(await look()), ...(await look())]).toEqual([])
    expect(bench.states.at(-1)?.state).toBe('partly')
    answer = { stdout: units.replace('=active', '=inactive') }
    await look()
    expect(await look()).toMatchObject([{ action: 'changed', details: { what: 'firewall', on: false } }])
  })
  test('Linux: ufw is disabled', async () => {
    const root = folder()
    put(root, 'etc/ufw/ufw.conf', 'ENABLED=yes\nLOGLEVEL=low\n')
    const { look } = await lookWith(createProtection('linux', root), 50_000, {
      run: createScriptedRun(() => ({ code: 4 })),
    })
    put(root, 'etc/ufw/ufw.conf', 'ENABLED=no\nLOGLEVEL=low\n')
    await look()
    expect(await look()).toMatchObject([
      { action: 'changed', subject: 'ufw', details: { what: 'firewall', on: false } },
    ])
  })
})

describe('protection that is not renewed any more', () => {
  const days = (n: number) => n * 24 * 3600_000
  const told = (events: readonly StateEvent[]) =>
    events.flatMap((e) => createProtectionDetector().onEvent(e)).map((f) => [f.kind, f.severity, f.key])

  test('Linux: definitions, updates and a copy grow old while the app watches', async () => {
    const root = folder()
    const files = [
      'var/lib/clamav/daily.cld',
      'var/lib/apt/periodic/update-success-stamp',
      '.cache/restic/ab/index',
    ]
    for (const file of files) put(root, file, '')
    const age = (ms: number, now: number) => {
      for (const file of [...files, '.cache/restic/ab', '.cache/restic'])
        utimesSync(join(root, file), new Date(now - ms), new Date(now - ms))
    }
    const clock = createManualClock()
    age(days(1), clock.now())
    const { look } = await lookWith(createProtection('linux', root), 50_000, {
      run: createScriptedRun(() => ({ problem: 'not-found' })),
      data: root,
    })
    expect(await look()).toEqual([])
    age(days(15), clock.now())
    const events: StateEvent[] = []
    // A PC that was off over the holidays is old at first and renews itself.
    for (let minutes = 0; minutes < 60; minutes += 1) events.push(...(await look()))
    age(days(1), clock.now())
    for (let minutes = 0; minutes < 30; minutes += 1) events.push(...(await look()))
    expect(events).toEqual([])
    age(days(15), clock.now())
    for (let minutes = 0; minutes < 180; minutes += 1) events.push(...(await look()))
    expect(told(events)).toEqual([
      ['antivirus-old', 'notice', 'check:antivirus-fresh'],
      ['updates-paused', 'notice', 'check:updates-automatic'],
      ['backup-late', 'notice', 'check:backup-recent'],
    ])
  })

  // The bytes of `SignaturesLastUpdated` as a user of BigFix showed them: 133180989414153471, so 2023-01-13 15:55:41 UTC.
  test('FILETIME as `reg query` prints it', () => {
    expect(new Date(fileTimeMs('FF9CDD7C6727D901')!).toISOString()).toBe('2023-01-13T15:55:41.415Z')
    expect(fileTimeMs('0x1d927677cdd9cff')).toBe(fileTimeMs('FF9CDD7C6727D901'))
    for (const text of ['', 'x', '0x', 'FF9CDD7C6727D9']) expect(fileTimeMs(text)).toBeNull()
  })

  test('Windows: old definitions, a pause, a switched-off service, a late File History', async () => {
    const now = createManualClock().now()
    const fileTime = (ms: number) => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigUInt64LE(BigInt(ms + 11_644_473_600_000) * 10_000n)
      return bytes.toString('hex').toUpperCase()
    }
    const registry = createFakeRegistry()
    const key = 'HKLM\\SOFTWARE\\Microsoft'
    const service = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\wuauserv'
    const history = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\FileHistory'
    const set = (old: number, paused: string | null, start: string) => {
      registry.set(
        `${key}\\Windows Defender\\Signature Updates`,
        'SignaturesLastUpdated',
        fileTime(now - days(old)),
        'REG_BINARY',
      )
      registry.set(history, 'ProtectedUpToTime', fileTime(now - days(old)), 'REG_BINARY')
      registry.set(service, 'Start', start, 'REG_DWORD')
      if (paused) registry.set(`${key}\\WindowsUpdate\\UX\\Settings`, 'PauseUpdatesExpiryTime', paused)
    }
    set(1, null, '0x3')
    const { look } = await lookWith(createProtection('win32'), 50_000, {
      run: createScriptedRun((file, args) => (file === 'reg' ? registry.query(args) : { code: 1060 })),
    })
    set(9, '2026-12-20T03:00:00Z', '0x4')
    const events: StateEvent[] = []
    for (let minutes = 0; minutes < 13; minutes += 1) events.push(...(await look()))
    // What somebody did is told at once, what only grew old when it stays so.
    expect(events.map((e) => e.subject)).toEqual(['Windows Update', 'wuauserv'])
    for (let minutes = 0; minutes < 180; minutes += 1) events.push(...(await look()))
    expect(told(events).map(([kind]) => kind)).toEqual([
      'updates-paused',
      'updates-paused',
      'antivirus-old',
      'backup-late',
    ])
  })
})

describe('this app itself', () => {
  const run = (mark: unknown, boot: string, stop: boolean) => {
    const bench = createSourceBench({ clock: createManualClock(), mark })
    const source = createSelfWatch(() => boot)
    source.start(bench.context)
    if (stop) source.stop()
    return bench
  }
  test('an end that nobody asked for is told, dated when it was last seen', () => {
    const killed = run(null, 'a', false).mark()
    expect(run(killed, 'a', true).events).toMatchObject([
      { topic: 'protection', caughtUp: true, details: { what: 'watch', on: false } },
    ])
  })
  test('a proper end and a PC that was switched off are not', () => {
    expect(run(run(null, 'a', true).mark(), 'a', true).events).toEqual([])
    expect(run(run(null, 'a', false).mark(), 'b', true).events).toEqual([])
  })

  describe('marks of the watchers', () => {
    const bookmark = 'bookmarks/persistence-linux.json'
    const start = (data: string, mark: unknown) => {
      const clock = createManualClock()
      const bench = createSourceBench({ clock, mark, data })
      const source = createSelfWatch(() => 'a')
      source.start(bench.context)
      return { bench, clock, source }
    }
    const gone = ({ events }: { events: readonly unknown[] }) =>
      (events as StateEvent[]).map((e) => [e.details.what, e.details.gone])
    test('taken away while the app was off, or while it runs: told once', async () => {
      const data = folder()
      put(data, bookmark, '{}')
      const first = start(data, { at: 0, boot: 'a', clean: true })
      first.source.stop()
      expect(gone(first.bench)).toEqual([])
      rmSync(join(data, bookmark))
      const second = start(data, first.bench.mark())
      expect(gone(second.bench)).toEqual([['watch-memory', ['persistence-linux']]])
      put(data, bookmark, '{}')
      await second.clock.advance(60_000)
      expect(gone(second.bench)).toHaveLength(1)
      rmSync(join(data, 'bookmarks'), { recursive: true })
      await second.clock.advance(60_000)
      expect(gone(second.bench)).toHaveLength(2)
    })
    test('all of them taken away: the diary knows that there was a watch before', () => {
      const data = folder()
      expect(gone(start(data, null).bench)).toEqual([])
      put(data, 'watch-diary.json', '{"since":"1969-12-20","last":"1969-12-30","months":{}}')
      expect(gone(start(data, null).bench)).toEqual([['watch-memory', ['watch-self']]])
    })
    test('a damaged one that was put aside is told of elsewhere', () => {
      const data = folder()
      put(data, `${bookmark}.damaged-20261126-010203`, '{')
      const mark = { at: 0, boot: 'a', clean: true, marks: ['persistence-linux'] }
      expect(gone(start(data, mark).bench)).toEqual([])
      put(data, 'bookmarks/watch-self.json.damaged-20261126-010203', '{')
      expect(gone(start(data, null).bench)).toEqual([])
    })
  })

  test('sleep, and a clock set back and forward, are written into the diary and raise nothing', async () => {
    const clock = createManualClock()
    let shift = 0
    const lines: string[] = []
    const bench = createSourceBench({ clock: { ...clock, now: () => clock.now() + shift } })
    const source = createSelfWatch(() => 'a')
    source.start({ ...bench.context, log: { ...bench.context.log, info: (line) => void lines.push(line) } })
    await clock.advance(30_000)
    shift = -2 * 3600_000
    await clock.advance(30_000)
    shift = 5 * 3600_000
    await clock.advance(30_000)
    source.stop()
    expect(lines).toMatchObject([/set back by 7170 s/, /set forward/].map((p) => expect.stringMatching(p)))
    expect(bench.events).toEqual([])
    // A mark from the future, left by a clock that was wrong, is no sign that somebody stopped the app.
    expect(run({ at: clock.now() + 3600_000, boot: 'a', clean: false }, 'a', true).events).toEqual([])
  })
})
