import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCountries } from '../../../../main/probe/detectors/network-device/countries.ts'

const text = [
  '2|apnic|20261123|3|19830613|20261122|+1000',
  'apnic|*|ipv4|*|2|summary',
  'apnic|JP|ipv4|203.0.112.0|1024|20110412|allocated|A1',
  'ripencc|NL|ipv4|198.51.100.0|256|20110412|assigned|B2',
  'apnic|JP|ipv6|2001:200::|35|19990813|allocated',
  'arin||ipv4|192.0.2.0|256||available',
  '# a remark',
].join('\n')

test('tells the country an address is registered in, else that it cannot', () => {
  const { countryOf, size } = readCountries(text)
  expect(size).toBe(2)
  expect(
    ['203.0.112.0', '203.0.115.255', '203.0.116.0', '198.51.100.7', '192.0.2.1', '1.1.1.1', '::1', 'x'].map(
      countryOf,
    ),
  ).toEqual(['JP', 'JP', null, 'NL', null, null, null, null])
})

test('no list, no answer', () => expect(readCountries('').countryOf('203.0.113.1')).toBeNull())

test('any text and any address: an answer or none, never an error', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string().map((s) => `a|JP|ipv4|${s}`)),
      fc.oneof(fc.ipV4(), fc.string()),
      (lines, address) => {
        expect([null, 'JP']).toContain(readCountries(lines.join('\n')).countryOf(address))
      },
    ),
  )
})
