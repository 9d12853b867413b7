import { describe, expect, test } from 'vitest'
import type { NetworkDeviceEvent } from '../../../../main/contract/event.ts'
import { createNetworkDeviceDetector } from '../../../../main/probe/detectors/network-device.ts'

const noon = Date.UTC(2026, 10, 23, 3)
const login = (ms: number, over: Partial<NetworkDeviceEvent> = {}): NetworkDeviceEvent => ({
  category: 'network-device',
  at: new Date(noon + ms).toISOString(),
  source: 'syslog',
  vendor: 'Maker',
  product: 'Box',
  action: null,
  kind: 'login',
  outcome: 'failure',
  severity: null,
  src: { address: '192.168.1.20' },
  dst: {},
  user: 'admin',
  raw: 'line',
  ...over,
})
const kinds = (events: readonly NetworkDeviceEvent[], options = {}) => {
  const detector = createNetworkDeviceDetector(options)
  return events.flatMap((e) => detector.onEvent(e)).map((f) => `${f.kind} ${f.severity}`)
}
const times = (n: number, over: Partial<NetworkDeviceEvent> = {}) =>
  Array.from({ length: n }, (_, i) => login(i * 1000, over))

describe('sign-ins to the UTM and its VPN', () => {
  test('four typing errors are human, five are guessing', () => {
    expect(kinds(times(4))).toEqual([])
    expect(kinds(times(5))).toEqual(['network-login-guessing check'])
  })
  test('errors spread over hours are no guessing', () => {
    expect(kinds(Array.from({ length: 20 }, (_, i) => login(i * 11 * 60_000)))).toEqual([])
  })
  test('a machine that knocks without a name needs fewer tries', () => {
    expect(kinds(times(4, { kind: 'vpn', user: undefined, reason: 'packet-authentication' }))).toEqual([
      'network-login-guessing check',
    ])
  })
  test('a locked account is guessing at once', () => {
    expect(kinds([login(0, { reason: 'repeated-failure', src: {} })])).toEqual([
      'network-login-guessing check',
    ])
  })
  test('the right password after wrong ones is urgent; after one typing error it is not', () => {
    const hit = login(60_000, { outcome: 'success' })
    expect(kinds([...times(5), hit])).toEqual([
      'network-login-guessing check',
      'network-login-guessed urgent',
    ])
    expect(kinds([login(0), hit])).toEqual([])
  })
  test('from abroad, by the device’s own word', () => {
    const from = (country: string) => [
      login(0, { kind: 'vpn', outcome: 'success', src: { address: '203.0.113.8', country } }),
    ]
    expect(kinds(from('Germany'))).toEqual(['network-login-abroad urgent'])
    for (const country of ['Japan', 'JP', '日本', 'Reserved', '10.0.0.0-10.255.255.255'])
      expect(kinds(from(country))).toEqual([])
  })
  test('from abroad, by a list of countries; without one it could not tell and stays quiet about the VPN', () => {
    const vpn = [login(0, { kind: 'vpn', outcome: 'success', src: { address: '203.0.113.8' } })]
    expect(kinds(vpn, { countryOf: () => 'NL' })).toEqual(['network-login-abroad urgent'])
    expect(kinds(vpn, { countryOf: () => 'JP' })).toEqual([])
    expect(kinds(vpn)).toEqual([])
  })
  test('the box’s own settings reached from the internet', () => {
    expect(kinds([login(0, { outcome: 'success', src: { address: '203.0.113.8' } })])).toEqual([
      'network-login-outside check',
    ])
    expect(kinds([login(0, { outcome: 'success' })])).toEqual([])
  })
  test('a sign-out says nothing', () => {
    expect(kinds([login(0, { outcome: undefined })])).toEqual([])
  })
})
