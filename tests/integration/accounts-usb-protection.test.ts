import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createAccounts } from '../../main/probe/sources/state/accounts.ts'
import { createProtection, serviceState } from '../../main/probe/sources/state/protection.ts'
import { createSelfWatch } from '../../main/probe/sources/state/self-watch.ts'
import { createUsbStorage } from '../../main/probe/sources/state/usb-storage.ts'
import { lookWith } from '../fakes/looking.ts'
import { createManualClock } from '../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench } from '../fakes/source-bench.ts'

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
      return args.includes('EnableFirewall')
        ? { stdout: `\r\n${policy}\r\n    EnableFirewall    REG_DWORD    ${firewall}\r\n` }
        : { code: 1 }
    })
    const { look } = await lookWith(createProtection('win32'), 50_000, { run })
    state = 1
    firewall = '0x0'
    expect(await look()).toMatchObject([
      { action: 'changed', details: { what: 'antivirus', on: false } },
      { action: 'changed', details: { what: 'firewall', on: false } },
    ])
  })
  test('Linux: ufw is disabled', async () => {
    const root = folder()
    put(root, 'etc/ufw/ufw.conf', 'ENABLED=yes\nLOGLEVEL=low\n')
    const { look } = await lookWith(createProtection('linux', root), 50_000, {
      run: createScriptedRun(() => ({ code: 4 })),
    })
    put(root, 'etc/ufw/ufw.conf', 'ENABLED=no\nLOGLEVEL=low\n')
    expect(await look()).toMatchObject([
      { action: 'changed', subject: 'ufw', details: { what: 'firewall', on: false } },
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
})
