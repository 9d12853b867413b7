import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../../main/contract/alert.ts'
import { cardOf } from '../../../../main/contract/card.ts'
import type { NetworkDeviceEvent } from '../../../../main/contract/event.ts'
import { createText } from '../../../../main/contract/text.ts'
import { createNetworkDeviceDetector } from '../../../../main/probe/detectors/network-device.ts'
import { parseNetworkDeviceLine } from '../../../../main/probe/normalise/network-device/network-device-line.ts'
import { sampleLines } from '../../../fakes/utm-lines.ts'

const noon = Date.UTC(2026, 10, 23, 3)
const event = (over: Partial<NetworkDeviceEvent> = {}): NetworkDeviceEvent => ({
  category: 'network-device',
  at: new Date(noon).toISOString(),
  source: 'syslog',
  vendor: 'Maker',
  product: 'Box',
  action: null,
  kind: 'traffic',
  severity: null,
  src: {},
  dst: {},
  observer: { name: 'office-fw' },
  raw: 'line',
  ...over,
})
const later = (ms: number) => ({ at: new Date(noon + ms).toISOString() })
const tell = (events: readonly NetworkDeviceEvent[], options = {}): Finding[] => {
  const detector = createNetworkDeviceDetector(options)
  return events.flatMap((e) => detector.onEvent(e))
}
const kinds = (findings: readonly Finding[]) => findings.map((f) => `${f.kind} ${f.severity}`)
const outside = { address: '203.0.113.5' }
const inside = { address: '192.168.1.20' }

describe('everyday noise', () => {
  test('a thousand stray knocks from the internet are only counted', () => {
    const knocks = Array.from({ length: 1000 }, (_, i) =>
      event({
        ...later(i * 1000),
        action: 'blocked',
        src: { address: `203.0.113.${i % 250}` },
        dst: { address: '198.51.100.1', port: 23 },
      }),
    )
    expect(tell(knocks)).toEqual([])
  })
  test('unreadable lines and passed traffic say nothing', () => {
    expect(
      tell([event({ kind: 'unreadable' }), event({ action: 'passed', src: inside, dst: outside })]),
    ).toEqual([])
  })
})

describe('threats', () => {
  const bad = (action: NetworkDeviceEvent['action']) =>
    event({
      kind: 'bad-site',
      action,
      src: inside,
      dst: { ...outside, name: 'evil.example' },
      signature: 'C2',
    })
  test('an inside PC at a bad address: let through is urgent, stopped is for today', () => {
    expect(kinds(tell([bad('passed')]))).toEqual(['network-bad-contact urgent'])
    expect(kinds(tell([bad(null)]))).toEqual(['network-bad-contact urgent'])
    expect(kinds(tell([bad('blocked')]))).toEqual(['network-bad-contact-blocked check'])
  })
  test('the name people use stands in the card', () => {
    const names = () => [{ address: '192.168.1.20', name: '経理の2番のPC' }]
    const [finding] = tell([bad('passed')], { names })
    expect(finding!.facts).toMatchObject({ place: '経理の2番のPC', to: 'evil.example' })
    expect(cardOf(finding!, createText('ja')).title).toBe('「経理の2番のPC」が悪い相手と話しています')
  })
  test('a name from a lease is used until somebody gives a better one', () => {
    const lease = parseNetworkDeviceLine(sampleLines.dhcp, { receivedAt: noon })
    const [finding] = tell([
      lease,
      event({ kind: 'bad-site', action: 'passed', src: { address: '192.168.1.120' }, dst: outside }),
    ])
    expect(finding!.facts.place).toBe('keiri-2')
  })
  test('bad software: passed, stopped, nobody knows', () => {
    const virus = (action: NetworkDeviceEvent['action']) =>
      event({ kind: 'malware', action, src: outside, dst: inside, signature: 'EICAR' })
    expect(kinds(tell([virus('passed'), virus('blocked'), virus(null)]))).toEqual([
      'network-malware-passed urgent',
      'network-malware-blocked notice',
      'network-malware-unknown check',
    ])
  })
  test('attacks: from inside always, from outside when they were not stopped', () => {
    const attack = (over: Partial<NetworkDeviceEvent>) =>
      event({ kind: 'intrusion', severity: 2, signature: 'x', ...over })
    expect(kinds(tell([attack({ src: inside, dst: outside, action: 'blocked' })]))).toEqual([
      'network-attack-inside check',
    ])
    expect(kinds(tell([attack({ src: outside, dst: inside, action: 'detected' })]))).toEqual([
      'network-attack check',
    ])
    expect(kinds(tell([attack({ src: outside, dst: inside, action: 'blocked' })]))).toEqual([
      'network-attack-blocked notice',
    ])
    expect(tell([attack({ src: outside, dst: inside, action: 'blocked', severity: 5 })])).toEqual([])
  })
  test('one incident, not a line each: told at 1, 2, 4, 8, …', () => {
    const found = tell(Array.from({ length: 1000 }, (_, i) => ({ ...bad('passed'), ...later(i * 100) })))
    expect(found.map((f) => f.facts.count)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
    expect(new Set(found.map((f) => f.key)).size).toBe(1)
  })
})

describe('upkeep', () => {
  const night = { at: '2026-11-22T17:00:00.000Z' }
  test('changed settings are news by day and a question by night, in local time', () => {
    expect(kinds(tell([event({ kind: 'config-change' })]))).toEqual(['network-config-changed notice'])
    expect(kinds(tell([event({ kind: 'config-change', ...night })]))).toEqual(['network-config-night check'])
    expect(kinds(tell([event({ kind: 'config-change', ...night })], { offsetMinutes: () => -300 }))).toEqual([
      'network-config-changed notice',
    ])
  })
  test('an expired licence is told, one that ends in four months is not yet', () => {
    expect(kinds(tell([event({ kind: 'device-health', reason: 'licence-expired' })]))).toEqual([
      'network-licence check',
    ])
    expect(
      kinds(
        tell([
          event({ kind: 'device-health', reason: 'licence-expiring', raw: 'license will expire in 14 days' }),
        ]),
      ),
    ).toEqual(['network-licence-soon notice'])
    expect(
      tell([event({ kind: 'device-health', reason: 'licence-expiring', raw: 'will expire in 127 days' })]),
    ).toEqual([])
  })
  test('an alarm of the device itself is told, its all-clear is not', () => {
    expect(kinds(tell([event({ kind: 'device-health', severity: 2 })]))).toEqual(['network-trouble check'])
    expect(tell([event({ kind: 'device-health', severity: 3 })])).toEqual([])
    expect(tell([event({ kind: 'device-health', severity: 1, reason: 'recovered' })])).toEqual([])
  })
})

describe('searches for a way in', () => {
  const knocks = (address: string) =>
    Array.from({ length: 20 }, (_, i) =>
      event({
        ...later(i * 100),
        action: 'blocked',
        src: { address },
        dst: { address: '192.168.1.1', port: 20 + i },
      }),
    )
  test('many doors within a minute', () => {
    expect(kinds(tell(knocks('203.0.113.9')))).toEqual(['network-scan notice'])
    expect(kinds(tell(knocks('192.168.1.66')))).toEqual(['network-scan-inside check'])
  })
  test('searches from many sides outside are one quiet incident', () => {
    const found = tell(Array.from({ length: 8 }, (_, i) => knocks(`203.0.113.${i + 1}`)).flat())
    expect(new Set(found.map((f) => f.key)).size).toBe(1)
  })
})

test('memory stays bounded whoever comes', () => {
  const detector = createNetworkDeviceDetector()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < 60_000; i++) {
    const address = `${20 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}.7`
    detector.onEvent(
      event({
        ...later(i),
        kind: 'login',
        outcome: 'failure',
        src: { address },
        observer: { sender: address },
      }),
    )
    detector.onEvent(
      event({
        ...later(i),
        action: 'blocked',
        src: { address },
        dst: { address: '192.168.1.1', port: i % 60000 },
      }),
    )
  }
  expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(60)
})
