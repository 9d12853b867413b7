import { describe, expect, test } from 'vitest'
import { formats } from '../../../../../main/probe/normalise/network-device/formats.ts'
import { parseNetworkDeviceLine } from '../../../../../main/probe/normalise/network-device/network-device-line.ts'
import type { Format } from '../../../../../main/probe/normalise/network-device/reading.ts'
import { expectedIn, linesOf, missingUtm, namedIn, utmRecords } from '../../../../fakes/utm-records.ts'

const receivedAt = Date.UTC(2026, 10, 23, 2)
type Sum = {
  lines: number
  addresses: number
  found: number
  ends: number
  ports: number
  portsFound: number
}
const none = (): Sum => ({ lines: 0, addresses: 0, found: 0, ends: 0, ports: 0, portsFound: 0 })
const percent = (a: number, b: number) => (b === 0 ? 100 : Math.round((a / b) * 1000) / 10)

const measure = (among: readonly Format[]) => {
  const vendors = new Map<string, Sum>()
  const total = none()
  for (const record of utmRecords())
    for (const line of linesOf(record)) {
      const { addresses, ports } = expectedIn(line)
      const named = namedIn(parseNetworkDeviceLine(line, { receivedAt }, among))
      const one: Sum = {
        lines: 1,
        addresses: addresses.length,
        found: addresses.filter((a) => named.all.has(a)).length,
        ends: addresses.filter((a) => named.ends.has(a)).length,
        ports: ports.length,
        portsFound: ports.filter((p) => named.ports.has(p)).length,
      }
      const sum = vendors.get(record.vendor) ?? none()
      vendors.set(record.vendor, sum)
      for (const key of Object.keys(one) as (keyof Sum)[]) {
        sum[key] += one[key]
        total[key] += one[key]
      }
    }
  return { vendors, total }
}

const show = (title: string, { vendors, total }: ReturnType<typeof measure>) => {
  const row = (name: string, s: Sum) =>
    `${name.padEnd(14)} ${String(s.lines).padStart(4)} lines  addresses ${s.found}/${s.addresses} (as an end or the device ${percent(s.ends, s.addresses)} %)  ports ${s.portsFound}/${s.ports} (${percent(s.portsFound, s.ports)} %)`
  console.log([title, ...[...vendors].map(([v, s]) => row(v, s)), row('all', total)].join('\n'))
}

describe.skipIf(missingUtm)(
  `real lines of many makers${missingUtm ? ` – skipped: ${missingUtm}` : ''}`,
  () => {
    test('known formats give at least 95 % of the addresses and of the ports', () => {
      const result = measure(formats)
      show('every format', result)
      const { total } = result
      expect(percent(total.found, total.addresses)).toBeGreaterThanOrEqual(95)
      expect(percent(total.ends, total.addresses)).toBeGreaterThanOrEqual(90)
      expect(percent(total.portsFound, total.ports)).toBeGreaterThanOrEqual(95)
    })

    test('a maker nobody told us about: the last resort alone gives at least 80 %', () => {
      const result = measure(formats.filter((f) => f.id === 'generic'))
      show('the last resort alone (every known format held out)', result)
      const { total } = result
      expect(percent(total.ends, total.addresses)).toBeGreaterThanOrEqual(80)
      expect(percent(total.portsFound, total.ports)).toBeGreaterThanOrEqual(80)
    })

    test('every line is kept as it came, with a time', () => {
      const lines = utmRecords().flatMap(linesOf)
      const events = lines.map((line) => parseNetworkDeviceLine(line, { receivedAt }))
      expect(events.map((e) => e.raw)).toEqual(lines)
      expect(events.filter((e) => Number.isNaN(Date.parse(e.at)))).toEqual([])
      const unreadable = events.filter((e) => e.kind === 'unreadable').length
      console.log(`${events.length} lines kept, ${unreadable} of them unreadable`)
      expect(unreadable).toBeLessThan(lines.length * 0.1)
    })

    test('the maker is named on at least 90 % of the lines that can be read (some carry no mark of one)', () => {
      const read = utmRecords()
        .flatMap((r) => linesOf(r))
        .map((line) => parseNetworkDeviceLine(line, { receivedAt }))
        .filter((e) => e.kind !== 'unreadable')
      const named = read.filter((e) => e.vendor !== '').length
      console.log(
        `maker named on ${named} of ${read.length} readable lines (${percent(named, read.length)} %)`,
      )
      expect(percent(named, read.length)).toBeGreaterThanOrEqual(90)
    })

    test('what CrowdSec read of the same lines is read the same', () => {
      let right = 0
      let all = 0
      for (const record of utmRecords().filter((r) => r.source === 'crowdsec')) {
        const events = linesOf(record).map((line) => parseNetworkDeviceLine(line, { receivedAt }))
        for (const meta of record.expected.parsed_meta ?? [])
          for (const [key, end] of [
            ['source_ip', 'src'],
            ['destination_ip', 'dst'],
          ] as const)
            if (meta[key]) {
              all++
              if (events.some((e) => e[end].address === meta[key])) right++
            }
      }
      console.log(`CrowdSec's ends: ${right} of ${all} (${percent(right, all)} %)`)
      expect(percent(right, all)).toBeGreaterThanOrEqual(95)
    })
  },
)
