import { describe, expect, test } from 'vitest'
import type { NetworkDeviceEvent } from '../../../main/contract/event.ts'
import { createNetworkTally, localDay, networkStatusSchema } from '../../../main/contract/network.ts'
import { settingsPatchSchema, settingsSchema } from '../../../main/contract/settings.ts'

const japan = () => 540
const start = Date.UTC(2026, 10, 23, 14, 50)
const event = (ms: number, over: Partial<NetworkDeviceEvent> = {}): NetworkDeviceEvent => ({
  category: 'network-device',
  at: '2001-01-01T00:00:00.000Z',
  ingested: new Date(start + ms).toISOString(),
  source: 'syslog',
  vendor: 'Yamaha',
  product: 'RTX',
  action: 'blocked',
  kind: 'traffic',
  severity: null,
  src: {},
  dst: {},
  observer: { sender: '192.168.1.1' },
  raw: '',
  ...over,
})

describe('what is known of the office network', () => {
  test('nothing heard yet', () => {
    const status = createNetworkTally(japan).status(start)
    expect(status).toMatchObject({
      since: null,
      lastLineAt: null,
      linesToday: 0,
      blockedToday: 0,
      day: '2026-11-23',
      devices: [],
    })
    expect(networkStatusSchema.parse(status)).toEqual(status)
  })
  test('counts by the day of receipt, whatever the device’s clock says', () => {
    const tally = createNetworkTally(japan)
    for (let i = 0; i < 3; i++) tally.add(event(i * 1000))
    tally.add(event(4000, { action: 'passed' }))
    tally.add(event(5000, { kind: 'unreadable', action: null, vendor: '' }))
    expect(tally.status(start + 6000)).toMatchObject({
      linesToday: 5,
      blockedToday: 3,
      unreadableToday: 1,
      since: new Date(start).toISOString(),
      lastLineAt: new Date(start + 5000).toISOString(),
    })
    expect(tally.status(start + 6000).devices).toMatchObject([
      { id: '192.168.1.1', vendor: 'Yamaha', product: 'RTX', lines: 5, unreadable: 1 },
    ])
  })
  test('a new local day starts with zeros, also when nothing comes', () => {
    const tally = createNetworkTally(japan)
    tally.add(event(0))
    expect(tally.status(start + 20 * 60_000)).toMatchObject({
      day: '2026-11-24',
      linesToday: 0,
      blockedToday: 0,
      since: new Date(start).toISOString(),
    })
    expect(localDay(start, 0)).toBe('2026-11-23')
  })
  test('ten thousand senders take the room of twenty', () => {
    const tally = createNetworkTally(japan)
    for (let i = 0; i < 10_000; i++)
      tally.add(event(i, { observer: { sender: `10.0.${i >> 8}.${i & 255}` } }))
    const status = tally.status(start + 10_000)
    expect([status.devices.length, status.otherLines, status.linesToday]).toEqual([20, 9980, 10_000])
  })
})

describe('settings of the receiver', () => {
  test('it is off until somebody turns it on, on loopback, open to nobody', () => {
    expect(settingsSchema.parse({}).utm).toMatchObject({
      enabled: false,
      address: '127.0.0.1',
      senders: [],
      protocol: 'udp',
    })
  })
  test('a patch without it leaves it alone; privileged ports are refused', () => {
    expect(settingsPatchSchema.parse({ textSize: 120 })).toEqual({ textSize: 120 })
    expect(settingsPatchSchema.safeParse({ utm: { port: 514 } }).success).toBe(false)
  })
})
