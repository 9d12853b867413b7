import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readArp, readRoutes } from '../../../../../main/probe/normalise/state/gateway-tables.ts'
import { createGatewayWatch } from '../../../../../main/probe/sources/state/gateway.ts'
import { lookWith } from '../../../../fakes/looking.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

// Shapes of "route print" and "arp -a" as Microsoft Learn shows them, with the words of a Japanese Windows; of macOS as
// netstat(1) and arp(8) print them.
const windowsRoutes = (own: string) =>
  `IPv4 ルート テーブル\r\n===========\r\nアクティブ ルート:\r\nネットワーク宛先        ネットマスク          ゲートウェイ       インターフェイス  メトリック\r\n          0.0.0.0          0.0.0.0      192.168.1.1    ${own}     25\r\n`
const windowsArp = (own: string, mac: string) =>
  `\r\nインターフェイス: 192.168.56.1 --- 0x3\r\n  インターネット アドレス      物理アドレス              種類\r\n  192.168.1.1           0a-00-27-00-00-99     動的\r\n\r\nインターフェイス: ${own} --- 0x5\r\n  インターネット アドレス      物理アドレス              種類\r\n  192.168.1.1           ${mac}     動的\r\n  224.0.0.22            01-00-5e-00-00-16     静的\r\n`

test('Windows and macOS: the gateway, its card, and the neighbours of that card only', () => {
  expect(readRoutes(windowsRoutes('192.168.1.5'))).toEqual([{ gateway: '192.168.1.1', card: '192.168.1.5' }])
  expect([...readArp(windowsArp('192.168.1.5', '02-00-00-00-00-01'), '192.168.1.5')]).toEqual([
    ['192.168.1.1', '02:00:00:00:00:01'],
  ])
  expect(readRoutes('default            192.168.1.1        UGScg                 en0\n')).toEqual([
    { gateway: '192.168.1.1', card: 'en0' },
  ])
  const mac =
    '? (192.168.1.1) at 2:0:0:0:0:1 on en0 ifscope [ethernet]\n? (192.168.1.1) at 2:0:0:0:0:9 on en7 ifscope [ethernet]\n'
  expect([...readArp(mac, 'en0')]).toEqual([['192.168.1.1', '02:00:00:00:00:01']])
})

test('Windows: another answer in the same network is told, the same number in another network is not', async () => {
  let [own, mac] = ['192.168.1.5', '02-00-00-00-00-01']
  const run = createScriptedRun((file) => ({
    stdout: file === 'route' ? windowsRoutes(own) : windowsArp(own, mac),
  }))
  const { look } = await lookWith(createGatewayWatch('win32'), 60_000, { run })
  ;[own, mac] = ['192.168.1.23', '02-00-00-00-00-07']
  expect(await look()).toEqual([])
  mac = '02-00-00-00-00-66'
  expect(await look()).toMatchObject([{ topic: 'gateway', subject: '192.168.1.1' }])
})

test('Linux: from one Wi-Fi to another of the same numbers between two looks', async () => {
  const root = mkdtempSync(join(tmpdir(), 'gateway-'))
  const put = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const answers = (mac: string) =>
    put(
      'proc/net/arp',
      `IP address HW type Flags HW address Mask Device\n192.168.1.1 0x1 0x2 ${mac} * wlan0\n`,
    )
  put('proc/net/route', 'Iface\tDestination\tGateway\tFlags\nwlan0\t00000000\t0101A8C0\t0003\n')
  put('sys/class/net/wlan0/carrier_changes', '2\n')
  answers('02:00:00:00:00:01')
  const places = { proc: join(root, 'proc'), sys: join(root, 'sys') }
  const { look } = await lookWith(createGatewayWatch('linux', places), 10_000)
  put('sys/class/net/wlan0/carrier_changes', '4\n')
  answers('02:00:00:00:00:07')
  expect(await look()).toEqual([])
  answers('02:00:00:00:00:66')
  expect(await look()).toMatchObject([{ details: { before: '02:00:00:00:00:07' } }])
})
