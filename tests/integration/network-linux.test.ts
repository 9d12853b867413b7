import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StateEvent } from '../../main/contract/event.ts'
import { createListeningPortDetector } from '../../main/probe/detectors/listening-port.ts'
import { createNetworkSettingDetector } from '../../main/probe/detectors/network-setting.ts'
import { createConnections } from '../../main/probe/sources/state/connections.ts'
import { createGatewayWatch } from '../../main/probe/sources/state/gateway.ts'
import { createListeningPorts } from '../../main/probe/sources/state/listening-ports.ts'
import { createNetworkSettings } from '../../main/probe/sources/state/network-settings.ts'
import { lookWith } from '../fakes/looking.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'network-'))
const put = (root: string, path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const hex = (address: string) =>
  address
    .split('.')
    .reverse()
    .map((n) => Number(n).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
const socket = (local: string, remote: string, state: string) => {
  const end = (text: string) => {
    const [address = '', port = ''] = text.split(':')
    return `${hex(address)}:${Number(port).toString(16).padStart(4, '0').toUpperCase()}`
  }
  return `   0: ${end(local)} ${end(remote)} ${state} 00000000:00000000 00:00000000 00000000  1000        0 0 1 0 20 4 30 10 -1\n`
}

test.skipIf(process.platform !== 'linux')(
  'a real socket that others can reach, with its program; a local one is nobody’s business',
  async () => {
    const { look } = await lookWith(createListeningPorts('linux'), 10_000)
    const servers = ['0.0.0.0', '127.0.0.1'].map((host) => createServer().listen(0, host))
    await Promise.all(servers.map((s) => new Promise((done) => s.once('listening', done))))
    const [open, local] = servers.map((s) => (s.address() as { port: number }).port)
    const opened = await look()
    expect(opened.filter((e) => e.details.port === open)).toMatchObject([
      { action: 'added', topic: 'listening-port', details: { pid: process.pid, program: process.execPath } },
    ])
    expect(opened.filter((e) => e.details.port === local)).toEqual([])
    for (let times = 0; times < 3; times += 1) {
      await Promise.all(servers.map((s) => new Promise((done) => s.close(done))))
      expect((await look()).filter((e) => e.details.program === process.execPath)).toEqual([])
      servers[0]?.listen(open, '0.0.0.0')
      await new Promise((done) => servers[0]?.once('listening', done))
      expect((await look()).filter((e) => e.details.program === process.execPath)).toEqual([])
      servers[1]?.listen(0, '127.0.0.1')
    }
    for (const s of servers) s.close()
  },
)

test.skipIf(process.platform !== 'linux')(
  'a real program of nobody is told once, whatever port it is given at the next start',
  async () => {
    const program = join(folder(), 'kaikei')
    copyFileSync(process.execPath, program)
    const serve =
      "const s = require('net').createServer().listen(0, '0.0.0.0', () => console.log(s.address().port))"
    const start = async () => {
      const child = spawn(program, ['-e', serve], { stdio: ['ignore', 'pipe', 'inherit'] })
      const port = await new Promise<number>((done) =>
        child.stdout.once('data', (text) => done(Number(text))),
      )
      const end = () =>
        new Promise((done) => {
          child.once('close', done)
          child.kill()
        })
      return { port, end }
    }
    const { look, bench } = await lookWith(createListeningPorts('linux'), 10_000)
    const ofProgram = async () => (await look()).filter((e) => e.details.program === program)
    const first = await start()
    const events = await ofProgram()
    await first.end()
    expect(events).toMatchObject([{ action: 'added', details: { port: first.port } }])
    expect(['none', 'unknown']).toContain(events[0]?.details.trust)
    expect(events.flatMap((e) => createListeningPortDetector().onEvent(e))).toMatchObject([
      { kind: 'port-opened', severity: 'check', facts: { port: String(first.port), program: 'kaikei' } },
    ])
    const second = await start()
    expect(second.port).not.toBe(first.port)
    expect(await ofProgram()).toEqual([])
    const restarted = await lookWith(createListeningPorts('linux'), 10_000, { mark: bench.mark() })
    expect(restarted.bench.events.filter((e) => JSON.stringify(e).includes(program))).toEqual([])
    await second.end()
  },
)

describe('settings in a sandboxed root', () => {
  test('hosts, name servers and proxy', async () => {
    const root = folder()
    put(root, 'etc/hosts', '127.0.0.1 localhost\n')
    put(root, 'etc/resolv.conf', 'nameserver 192.168.1.1\n')
    const { look } = await lookWith(createNetworkSettings({ platform: 'linux', root }), 15_000)
    put(root, 'etc/hosts', '127.0.0.1 localhost\n203.0.114.9 www.bank.example # x\n')
    put(root, 'etc/resolv.conf', 'nameserver 203.0.114.53\n')
    put(root, 'etc/environment', 'export https_proxy="http://203.0.114.8:3128"\n')
    expect(await look()).toMatchObject([
      { action: 'added', details: { setting: 'hosts', name: 'www.bank.example', address: '203.0.114.9' } },
      { action: 'added', details: { setting: 'dns', servers: ['203.0.114.53'] } },
      { action: 'added', details: { setting: 'proxy', value: 'http://203.0.114.8:3128' } },
    ])
    expect(await look()).toEqual([])
  })
  test('one name with an address of each kind is told once, not at each look', async () => {
    const root = folder()
    const local = '127.0.0.1 localhost\n::1 localhost\n'
    put(root, 'etc/hosts', local)
    const { look, bench } = await lookWith(createNetworkSettings({ platform: 'linux', root }), 15_000)
    expect(await look()).toEqual([])
    put(root, 'etc/hosts', `${local}203.0.114.9 www.bank.example\n2001:db9::9 www.bank.example\n`)
    expect(await look()).toMatchObject([
      { action: 'added', details: { name: 'www.bank.example', address: '2001:db9::9, 203.0.114.9' } },
    ])
    const written = bench.mark()
    expect(await look()).toEqual([])
    expect(bench.mark()).toEqual(written)
  })
  test('a list that blocks a hundred thousand advertisers is one entry, beside a bank that is led elsewhere', async () => {
    const root = folder()
    put(root, 'etc/hosts', '127.0.0.1 localhost\n')
    const { look, bench } = await lookWith(createNetworkSettings({ platform: 'linux', root }), 15_000)
    const list = (n: number) => Array.from({ length: n }, (_, i) => `0.0.0.0 ad${i}.example\n`).join('')
    put(root, 'etc/hosts', `127.0.0.1 localhost\n${list(100_000)}203.0.114.9 www.bank.example\n`)
    const kinds = (events: StateEvent[]) =>
      events.flatMap((e) => createNetworkSettingDetector().onEvent(e)).map((f) => [f.severity, f.facts.name])
    expect(kinds(await look())).toEqual([
      ['notice', 'ad0.example'],
      ['check', 'www.bank.example'],
    ])
    expect(JSON.stringify(bench.mark()).length).toBeLessThan(3000)
    expect(await look()).toEqual([])
  })
  test('between home and office name servers are told the first time only', async () => {
    const root = folder()
    const at = (server: string) => put(root, 'etc/resolv.conf', server ? `nameserver ${server}\n` : '')
    at('192.168.1.1')
    const { look } = await lookWith(createNetworkSettings({ platform: 'linux', root }), 15_000)
    const told: unknown[] = []
    // The file is empty while NetworkManager connects.
    for (const server of ['', '192.168.1.1', '', '192.168.11.1', '', '192.168.1.1', '192.168.11.1']) {
      at(server)
      told.push(...(await look()).map((e) => e.subject))
    }
    expect(told).toEqual(['192.168.11.1'])
  })
  test('the gateway answers from another card, which another PC shows too', async () => {
    const proc = folder()
    const route = `Iface\tDestination\tGateway\tFlags\neth0\t00000000\t${hex('192.168.1.1')}\t0003\n`
    const arp = (gateway: string) =>
      `IP address HW type Flags HW address Mask Device\n192.168.1.1 0x1 0x2 ${gateway} * eth0\n192.168.1.66 0x1 0x2 02:00:00:00:00:66 * eth0\n`
    put(proc, 'net/route', route)
    put(proc, 'net/arp', arp('02:00:00:00:00:01'))
    const { look } = await lookWith(createGatewayWatch('linux', { proc }), 10_000)
    put(proc, 'net/arp', arp('02:00:00:00:00:66'))
    expect(await look()).toMatchObject([
      {
        topic: 'gateway',
        details: { before: '02:00:00:00:00:01', after: '02:00:00:00:00:66', twins: ['192.168.1.66'] },
      },
    ])
    // Away from the network and back at another one of the same numbers: nothing sudden.
    put(proc, 'net/route', 'Iface\tDestination\tGateway\tFlags\n')
    await look()
    put(proc, 'net/route', route)
    put(proc, 'net/arp', arp('02:00:00:00:00:07'))
    expect(await look()).toEqual([])
  })
})

describe('whom this PC talks to', () => {
  test('an address on a list is told once; all others are never told', async () => {
    const data = folder()
    put(data, 'blocklists/feodo.csv', '"2021-01-17 07:30:05","67.213.75.205","443"\n')
    put(data, 'proc/net/tcp', socket('192.168.1.5:40000', '8.8.8.8:443', '01'))
    const { look, bench } = await lookWith(
      createConnections({ platform: 'linux', proc: join(data, 'proc') }),
      10_000,
      { data },
    )
    expect(bench.states.at(-1)?.state).toBe('watching')
    put(data, 'proc/net/tcp', socket('192.168.1.5:40001', '67.213.75.205:443', '01'))
    expect(await look()).toMatchObject([
      { topic: 'bad-address', subject: '67.213.75.205', details: { list: 'feodo.csv', port: 443 } },
    ])
    expect(await look()).toEqual([])
  })
  test('a burst of outgoing mail', async () => {
    const data = folder()
    put(data, 'proc/net/tcp', '')
    const { look } = await lookWith(
      createConnections({ platform: 'linux', proc: join(data, 'proc') }),
      10_000,
      { data },
    )
    const mails = (n: number) =>
      Array.from({ length: n }, (_, i) =>
        socket(`192.168.1.5:${41000 + i}`, `17.0.0.${i % 9}:25`, '06'),
      ).join('')
    put(data, 'proc/net/tcp', mails(20))
    expect(await look()).toEqual([])
    put(data, 'proc/net/tcp', mails(35))
    expect(await look()).toMatchObject([{ topic: 'mail-burst', details: { count: 35, servers: 9 } }])
    expect(await look()).toEqual([])
  })
  test('a burst through one mail server of the office; a scanner of mail on this PC itself is none', async () => {
    const data = folder()
    put(data, 'proc/net/tcp', '')
    const source = createConnections({ platform: 'linux', proc: join(data, 'proc') })
    const { look } = await lookWith(source, 10_000, { data })
    const mails = (server: string) =>
      Array.from({ length: 35 }, (_, i) => socket(`192.168.1.5:${41000 + i}`, `${server}:587`, '06')).join('')
    put(data, 'proc/net/tcp', mails('127.0.0.1'))
    expect(await look()).toEqual([])
    put(data, 'proc/net/tcp', mails('192.168.1.2'))
    expect(await look()).toMatchObject([{ topic: 'mail-burst', details: { count: 35, servers: 1 } }])
  })
})

const netless =
  process.platform === 'linux' && spawnSync('unshare', ['-Urn', 'ip', 'link']).status === 0
    ? null
    : 'needs Linux with unshare, ip and user namespaces'

test.skipIf(netless)(
  `real connections to a listed address, and a real burst of mail (${netless ?? 'runs'})`,
  () => {
    const ran = spawnSync(
      'unshare',
      [
        '-Urn',
        process.execPath,
        '--disable-warning=ExperimentalWarning',
        'tests/fakes/bad-traffic.ts',
        folder(),
      ],
      { encoding: 'utf8' },
    )
    expect(ran.stderr).toBe('')
    const events = ran.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(events).toMatchObject([
      {
        topic: 'bad-address',
        subject: '67.213.75.205',
        details: { list: 'feodo.csv', program: process.execPath },
      },
      { topic: 'mail-burst', details: { servers: 9 } },
    ])
  },
)
