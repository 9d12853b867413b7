import { describe, expect, test } from 'vitest'
import type { NetworkDeviceEvent } from '../../../../../main/contract/event.ts'
import {
  looksLikeNetworkDeviceLog,
  parseNetworkDeviceLine,
} from '../../../../../main/probe/normalise/network-device/network-device-line.ts'
import { sampleLines } from '../../../../fakes/utm-lines.ts'

const receivedAt = Date.UTC(2026, 10, 23, 3)
const read = (line: string) => parseNetworkDeviceLine(line, { receivedAt, offsetMinutes: 540 })
const ends = ({ src, dst }: NetworkDeviceEvent) =>
  [src, dst].map((e) => `${e.address ?? '-'}:${e.port ?? '-'}`).join(' > ')

type Row = [
  keyof typeof sampleLines,
  string,
  string,
  NetworkDeviceEvent['kind'],
  NetworkDeviceEvent['action'],
  string,
]
const rows: Row[] = [
  ['fortinetVirus', 'fortinet', 'Fortinet', 'malware', 'blocked', '192.168.1.23:50122 > 203.0.113.7:80'],
  ['fortinetLogin', 'fortinet', 'Fortinet', 'login', null, '198.51.100.4:- > -:-'],
  ['fortinetConfig', 'fortinet', 'Fortinet', 'config-change', null, '-:- > -:-'],
  ['sophos', 'sophos', 'Sophos', 'intrusion', 'blocked', '203.0.113.9:4444 > 192.168.1.10:445'],
  ['sonicwall', 'sonicwall', 'SonicWall', 'intrusion', 'detected', '192.168.1.50:1234 > 203.0.113.8:80'],
  ['watchguardLeef', 'leef', 'WatchGuard', 'traffic', 'blocked', '192.168.1.9:4000 > 203.0.113.2:443'],
  ['watchguard', 'watchguard', 'WatchGuard', 'traffic', 'blocked', '192.168.1.2:57222 > 203.0.113.5:443'],
  ['checkpoint', 'checkpoint', 'Check Point', 'malware', 'blocked', '203.0.113.66:80 > 192.168.1.77:50123'],
  [
    'paloAlto',
    'palo-alto',
    'Palo Alto Networks',
    'malware',
    'detected',
    '203.0.113.3:80 > 192.168.1.4:51000',
  ],
  ['ciscoAsa', 'cisco-asa', 'Cisco', 'traffic', 'blocked', '203.0.113.4:4321 > 192.168.1.5:22'],
  ['ciscoIos', 'cisco-ios', 'Cisco', 'config-change', null, '192.168.1.99:- > -:-'],
  ['meraki', 'meraki', 'Cisco', 'malware', 'detected', '203.0.113.10:80 > 192.168.1.2:53023'],
  ['suricata', 'suricata', 'Suricata', 'malware', 'detected', '192.168.1.30:50000 > 203.0.113.11:443'],
  ['filterlog', 'filterlog', 'pfSense', 'traffic', 'blocked', '203.0.113.12:40000 > 192.168.1.3:23'],
  ['netfilter', 'netfilter', 'Linux', 'traffic', 'blocked', '203.0.113.13:40001 > 192.168.1.3:23'],
  ['mikrotik', 'mikrotik', 'MikroTik', 'login', null, '203.0.113.14:- > -:-'],
  ['yamahaFilter', 'yamaha', 'Yamaha', 'traffic', 'blocked', '203.0.113.15:40000 > 198.51.100.2:23'],
  ['yamahaInspect', 'yamaha', 'Yamaha', 'traffic', 'passed', '192.168.100.2:50000 > 203.0.113.16:443'],
  ['yamahaLogin', 'yamaha', 'Yamaha', 'login', null, '203.0.113.17:- > -:-'],
  ['yamahaLease', 'yamaha', 'Yamaha', 'device-health', null, '192.168.100.7:- > -:-'],
  ['yamahaConfig', 'yamaha', 'Yamaha', 'config-change', null, '-:- > -:-'],
  ['junos', 'juniper', 'Juniper', 'intrusion', 'blocked', '203.0.113.18:4000 > 192.168.1.8:80'],
  ['netscreen', 'netscreen', 'Juniper', 'traffic', 'blocked', '203.0.113.19:1 > 192.168.1.6:2'],
  ['unifi', 'cef', 'Ubiquiti', 'intrusion', 'blocked', '203.0.113.20:46621 > 192.168.1.12:80'],
  ['openvpn', 'openvpn', 'OpenVPN', 'vpn', null, '203.0.113.21:45321 > -:-'],
  ['sshd', 'unix-login', 'Unix', 'login', null, '203.0.113.22:51182 > -:-'],
  ['synology', 'unix-login', 'Synology', 'login', null, '203.0.113.23:- > -:-'],
  ['dhcp', 'dhcp', 'DHCP', 'device-health', null, '192.168.1.120:- > -:-'],
  ['genericJson', 'generic', '', 'intrusion', 'blocked', '203.0.113.24:1 > 192.168.1.9:22'],
  ['genericPairs', 'generic', '', 'traffic', 'blocked', '203.0.113.25:999 > 192.168.1.9:3389'],
  ['genericText', 'generic', '', 'traffic', 'blocked', '203.0.113.26:4444 > 192.168.1.9:80'],
  ['genericCsv', 'generic', '', 'traffic', 'blocked', '203.0.113.27:5555 > 192.168.1.9:443'],
]

describe('one line of each format', () => {
  test.each(rows)('%s', (name, format, vendor, kind, action, between) => {
    const event = read(sampleLines[name])
    expect({
      format: event.format,
      vendor: event.vendor,
      kind: event.kind,
      action: event.action,
      between: ends(event),
    }).toEqual({ format, vendor, kind, action, between })
  })

  test('the time is the line’s own, in its own zone, else in the office’s', () => {
    const at = (name: keyof typeof sampleLines) => read(sampleLines[name]).at
    expect(at('fortinetVirus')).toBe('2026-11-23T02:02:03.000Z')
    expect(at('ciscoIos')).toBe('2026-11-23T02:02:03.123Z')
    expect(at('suricata')).toBe('2026-11-23T02:02:03.123Z')
    expect(at('meraki')).toBe('2026-11-23T02:02:03.500Z')
    expect(at('yamahaInspect')).toBe('2026-11-23T02:02:03.000Z')
    expect(read(sampleLines.sshd)).toMatchObject({
      at: '2026-11-23T02:02:03.000Z',
      timeFrom: 'line-without-zone',
    })
    expect(read(sampleLines.yamahaConfig)).toMatchObject({
      at: '2026-11-23T03:00:00.000Z',
      timeFrom: 'received',
    })
  })

  test('sign-ins say whether they worked and who it was', () => {
    expect(read(sampleLines.fortinetLogin)).toMatchObject({ outcome: 'success', user: 'admin' })
    expect(read(sampleLines.mikrotik)).toMatchObject({ outcome: 'failure', user: 'admin' })
    expect(read(sampleLines.sshd)).toMatchObject({ outcome: 'failure', user: 'admin' })
    expect(read(sampleLines.yamahaLogin)).toMatchObject({ outcome: 'failure' })
    expect(read(sampleLines.openvpn)).toMatchObject({ outcome: 'failure', reason: 'packet-authentication' })
  })

  test('names of addresses come with a lease', () => {
    expect(read(sampleLines.dhcp)).toMatchObject({
      reason: 'lease',
      src: { name: 'keiri-2', mac: '00:50:56:13:60:56' },
    })
    expect(read(sampleLines.yamahaLease)).toMatchObject({
      reason: 'lease',
      src: { mac: '00:a0:de:11:22:33' },
    })
  })

  test('what nobody understands is kept as unreadable', () => {
    for (const line of ['', '???', '<134>Nov 23 11:02:03 box', '\u0000\u0001\u0002'])
      expect(read(line)).toMatchObject({ kind: 'unreadable', raw: line })
  })

  test('a log file of a device is told from other text', () => {
    expect(looksLikeNetworkDeviceLog(Object.values(sampleLines))).toBe(true)
    expect(looksLikeNetworkDeviceLog(['これは日記です。', '今日は晴れでした。', 'また明日。'])).toBe(false)
    expect(looksLikeNetworkDeviceLog([])).toBe(false)
  })
})
