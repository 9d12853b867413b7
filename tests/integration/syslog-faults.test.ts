import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { utmSettingsSchema } from '../../main/contract/settings.ts'
import { createSyslogSource } from '../../main/probe/sources/syslog/syslog-source.ts'
import { createManualClock } from '../fakes/manual-clock.ts'
import { createSourceBench, until } from '../fakes/source-bench.ts'
import { makeCertificate, missing } from '../fakes/syslog-senders.ts'
import { startUtmSource } from '../fakes/utm-source.ts'

let leave: (() => unknown)[] = []
afterEach(async () => {
  for (const f of leave.reverse()) await f()
  leave = []
})
const listen = async (settings: Parameters<typeof startUtmSource>[0]) => {
  const utm = await startUtmSource(settings)
  leave.push(() => utm.source.stop())
  return utm
}
const dial = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
    leave.push(() => socket.destroy())
  })
const line = '<134>Nov 23 11:02:03 box fw: deny saddr=203.0.113.25 daddr=192.168.1.9\n'

describe('what a receiver must survive', () => {
  test('an endless line is cut, the next one is read, other connections go on', async () => {
    const utm = await listen({ protocol: 'tcp' })
    const [bad, good] = [await dial(utm.port), await dial(utm.port)]
    bad.write(Buffer.alloc(2_000_000, 0x61))
    good.write(line)
    await until('the good line', () => utm.events.some((e) => e.src.address === '203.0.113.25'))
    bad.write(`\n${line}`)
    await until(
      'the line after',
      () => utm.events.filter((e) => e.src.address === '203.0.113.25').length === 2,
    )
    expect(utm.source.counters()).toMatchObject({ cut: 1, lines: 3 })
    expect(Math.max(...utm.events.map((e) => e.raw.length))).toBeLessThanOrEqual(64 * 1024)
  })
  test('a last line without an end is not lost', async () => {
    const utm = await listen({ protocol: 'tcp' })
    const socket = await dial(utm.port)
    socket.end(line.trimEnd())
    await until('the line', () => utm.events.length === 1)
  })
  test('NULs, a wrong PRI and bytes of no encoding are kept', async () => {
    const utm = await listen({ protocol: 'udp' })
    const socket = createSocket('udp4')
    leave.push(() => socket.close())
    for (const bytes of ['<999>x\0<1>y', Buffer.from([0xff, 0xfe, 0x80, 0x00, 0x31]), ''])
      socket.send(bytes, utm.port, '127.0.0.1')
    await until('four messages', () => utm.events.length === 4)
    expect(utm.events.filter((e) => Number.isNaN(Date.parse(e.at)))).toEqual([])
  })
  test('more connections than it takes are refused, those that were there go on', async () => {
    const utm = await listen({ protocol: 'tcp' })
    const first = await dial(utm.port)
    for (let i = 0; i < 100; i++) {
      const socket = connect(utm.port, '127.0.0.1')
      socket.on('error', () => {})
      leave.push(() => socket.destroy())
    }
    first.write(line)
    await until('the first one’s line', () => utm.events.length === 1)
  })
  test.skipIf(missing.openssl)(
    `half a TLS record, or none at all, is counted${missing.openssl ? ` – skipped: ${missing.openssl}` : ''}`,
    async () => {
      const { cert, key, remove } = makeCertificate()
      leave.push(remove)
      const utm = await listen({ protocol: 'tls', certificateFile: cert, keyFile: key })
      const half = await dial(utm.port)
      half.end(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]))
      const plain = await dial(utm.port)
      plain.on('error', () => {})
      plain.end(line)
      await until('two broken connections', () => utm.source.counters()?.broken === 2)
      expect(utm.events).toEqual([])
    },
  )
})

describe('says what keeps it from listening', () => {
  test('off', async () => {
    const { bench, source } = await listen({ enabled: false })
    expect([source.port(), bench.states.at(-1)]).toEqual([
      null,
      { state: 'stopped', reason: { code: 'utm-off' } },
    ])
  })
  test('nobody may send', async () => {
    expect((await listen({ senders: [] })).bench.states.at(-1)).toEqual({
      state: 'cannot',
      reason: { code: 'utm-no-sender' },
    })
  })
  test('the port is taken', async () => {
    const first = await listen({ protocol: 'tcp' })
    const second = await listen({ protocol: 'tcp', port: first.port })
    expect(second.bench.states.at(-1)).toMatchObject({
      state: 'cannot',
      reason: { code: 'utm-port-taken', params: { port: first.port } },
    })
  })
  test('the address is not one of this PC', async () => {
    expect((await listen({ address: '192.0.2.77' })).bench.states.at(-1)).toMatchObject({
      reason: { code: 'utm-address-missing' },
    })
  })
  test('a change of the settings is taken up while it runs', async () => {
    const clock = createManualClock()
    const bench = createSourceBench({ clock })
    let settings = { ...utmSettingsSchema.parse({}), port: 0, senders: ['127.0.0.1'] }
    const source = createSyslogSource({ settings: () => settings })
    leave.push(() => source.stop())
    await source.start(bench.context)
    expect(source.port()).toBeNull()
    settings = { ...settings, enabled: true }
    await clock.advance(6_000)
    await until('it listens', () => source.port() !== null)
    settings = { ...settings, enabled: false }
    await clock.advance(6_000)
    await until('it stopped', () => source.port() === null)
    expect(bench.states.map((s) => s.state)).toEqual(['stopped', 'watching', 'stopped'])
  })
})
