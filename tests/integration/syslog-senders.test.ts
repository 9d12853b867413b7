import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../fakes/source-bench.ts'
import { makeCertificate, missing, runLogger, runTlsClient, startRsyslog } from '../fakes/syslog-senders.ts'
import { sampleLines } from '../fakes/utm-lines.ts'
import { startUtmSource } from '../fakes/utm-source.ts'

const lines = [
  sampleLines.fortinetLogin,
  sampleLines.yamahaFilter.replace('<134>', ''),
  sampleLines.sonicwall.replace('<129>', ''),
]
const text = `${lines.join('\n')}\n`
type Running = Awaited<ReturnType<typeof startUtmSource>>
let running: Running | null = null
afterEach(async () => {
  await running?.source.stop()
  running = null
})
const listen = async (settings: Parameters<typeof startUtmSource>[0]): Promise<Running> => {
  running = await startUtmSource(settings)
  return running
}
const heardAll = async ({ events }: Running, count: number) => {
  await until(`${count} lines`, () => events.length >= count)
  return events.map((e) => e.vendor).sort()
}
const makers = ['Fortinet', 'SonicWall', 'Yamaha']
const note = (reason: string | null) => (reason ? ` – skipped: ${reason}` : '')

describe.skipIf(missing.logger)(`real lines from logger${note(missing.logger)}`, () => {
  test.each([
    ['UDP, RFC 5424', 'udp', ['--udp', '--rfc5424']],
    ['UDP, RFC 3164', 'udp', ['--udp', '--rfc3164']],
    ['TCP, lines', 'tcp', ['--tcp', '--rfc5424']],
    ['TCP, octet counts', 'tcp', ['--tcp', '--octet-count', '--rfc5424']],
  ] as const)('%s', async (_, protocol, args) => {
    const utm = await listen({ protocol })
    expect(await runLogger(['--port', String(utm.port), ...args], text)).toBe(0)
    expect(await heardAll(utm, 3)).toEqual(makers)
    expect(utm.events[0]).toMatchObject({ observer: { sender: '127.0.0.1' }, source: 'syslog' })
    expect(utm.source.counters()).toMatchObject({ lines: 3, refused: 0, cut: 0 })
  })
  test('a sender that nobody named is not heard, only counted', async () => {
    const utm = await listen({ protocol: 'udp', senders: ['192.0.2.1'] })
    await runLogger(['--port', String(utm.port), '--udp'], text)
    await until('three refusals', () => utm.source.counters()?.refused === 3)
    expect(utm.events).toEqual([])
  })
})

describe.skipIf(missing.openssl)(`over TLS${note(missing.openssl)}`, () => {
  let certificate: ReturnType<typeof makeCertificate>
  beforeAll(() => {
    certificate = makeCertificate()
    return () => certificate.remove()
  })
  const tls = () => ({
    protocol: 'tls' as const,
    certificateFile: certificate.cert,
    keyFile: certificate.key,
  })
  test('openssl as the sender', async () => {
    const utm = await listen(tls())
    await runTlsClient(utm.port, lines.map((l) => `${Buffer.byteLength(`<134>${l}`)} <134>${l}`).join(''))
    expect(await heardAll(utm, 3)).toEqual(makers)
  })
  test.skipIf(missing.rsyslogTls)(`rsyslog as the sender${note(missing.rsyslogTls)}`, async () => {
    const utm = await listen(tls())
    const rsyslog = startRsyslog(
      { protocol: 'tcp', port: utm.port, framing: 'octet-counted', certificate: certificate.cert },
      text,
    )
    const heard = await heardAll(utm, 3)
    await rsyslog.stop()
    expect(heard).toEqual(makers)
  })
  test('without its certificate it says so and listens to nobody', async () => {
    const utm = await listen({
      protocol: 'tls',
      certificateFile: '/nonexistent/cert.pem',
      keyFile: '/nonexistent/key.pem',
    })
    expect(utm.source.port()).toBeNull()
    expect(utm.bench.states.at(-1)).toMatchObject({ state: 'cannot', reason: { code: 'utm-certificate' } })
  })
})

describe.skipIf(missing.rsyslog)(`real lines from rsyslog${note(missing.rsyslog)}`, () => {
  test.each([
    ['UDP', { protocol: 'udp' }],
    ['TCP, lines', { protocol: 'tcp', framing: 'traditional' }],
    ['TCP, octet counts', { protocol: 'tcp', framing: 'octet-counted' }],
  ] as const)('%s', async (_, how) => {
    const utm = await listen({ protocol: how.protocol })
    const rsyslog = startRsyslog({ ...how, port: utm.port }, text)
    const heard = await heardAll(utm, 3)
    await rsyslog.stop()
    expect(heard).toEqual(makers)
  })
})
