import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StateEvent } from '../../../../../main/contract/event.ts'
import { createNetworkSettingDetector } from '../../../../../main/probe/detectors/network-setting.ts'
import { createNetworkSettings } from '../../../../../main/probe/sources/state/network-settings.ts'
import { lookWith } from '../../../../fakes/looking.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'
import { createFakeRegistry } from '../../../../fakes/windows-registry.ts'

const interfaces = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces'
const internet = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'

const windowsPc = async () => {
  const systemRoot = mkdtempSync(join(tmpdir(), 'windows-'))
  mkdirSync(join(systemRoot, 'System32', 'drivers', 'etc'), { recursive: true })
  const hosts = (text: string) =>
    writeFileSync(join(systemRoot, 'System32', 'drivers', 'etc', 'hosts'), text, 'latin1')
  hosts('# localhost name resolution is handled within DNS itself.\r\n')
  const registry = createFakeRegistry()
  registry.set(`${interfaces}\\{lan}`, 'NameServer', '')
  registry.set(`${interfaces}\\{vpn}`, 'NameServer', '')
  registry.set(internet, 'ProxyEnable', '0x0', 'REG_DWORD')
  const source = createNetworkSettings({ platform: 'win32', env: { SystemRoot: systemRoot } })
  const run = createScriptedRun((_, args) => registry.query(args))
  const { look, bench } = await lookWith(source, 45_000, { run })
  const detector = createNetworkSettingDetector()
  const told = async () =>
    (await look()).flatMap((e: StateEvent) => detector.onEvent(e)).map((f) => `${f.severity} ${f.kind}`)
  return { registry, hosts, told, bench }
}

test('Windows: hosts, name servers and proxy', async () => {
  const { registry, hosts, told } = await windowsPc()
  hosts('203.0.114.9\twww.bank.example\r\n')
  registry.set(`${interfaces}\\{lan}`, 'NameServer', '203.0.114.53,8.8.8.8')
  registry.set(internet, 'AutoConfigURL', 'http://203.0.114.8/p.pac')
  expect(await told()).toEqual(['check hosts-changed', 'check dns-changed', 'check proxy-changed'])
  expect(await told()).toEqual([])
})

test('Windows: a VPN that brings its own name servers each day is told once, quietly; those of the internet each time', async () => {
  const { registry, told } = await windowsPc()
  const days: string[][] = []
  for (let day = 0; day < 3; day += 1) {
    registry.set(`${interfaces}\\{vpn}`, 'NameServer', '10.8.0.1 10.8.0.2')
    days.push(await told())
    registry.set(`${interfaces}\\{vpn}`, 'NameServer', '')
    days.push(await told())
  }
  expect(days).toEqual([['notice dns-changed'], [], [], [], [], []])
  for (let time = 0; time < 2; time += 1) {
    registry.set(`${interfaces}\\{lan}`, 'NameServer', '10.8.0.1,203.0.114.53')
    expect(await told()).toEqual(['check dns-changed'])
    registry.set(`${interfaces}\\{lan}`, 'NameServer', '')
    expect(await told()).toEqual([])
  }
})

test('macOS: what scutil prints', async () => {
  let server = '192.168.1.1'
  let proxy = '  HTTPEnable : 0\n'
  const run = createScriptedRun((_, args) => ({
    stdout:
      args[0] === '--dns'
        ? `DNS configuration\n\nresolver #1\n  nameserver[0] : ${server}\n  flags    : Request A records\n`
        : `<dictionary> {\n${proxy}}\n`,
  }))
  const { look } = await lookWith(createNetworkSettings({ platform: 'darwin' }), 45_000, { run })
  server = '203.0.114.53'
  proxy = '  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://203.0.114.8/p.pac\n'
  expect(await look()).toMatchObject([
    { details: { setting: 'dns', servers: ['203.0.114.53'] } },
    { details: { setting: 'proxy', value: 'http://203.0.114.8/p.pac' } },
  ])
  server = '192.168.1.1'
  expect((await look()).filter((e) => e.details.setting === 'dns')).toEqual([])
})
