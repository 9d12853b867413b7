import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createNetworkDeviceDetector } from '../../../../../main/probe/detectors/network-device.ts'
import { formats } from '../../../../../main/probe/normalise/network-device/formats.ts'
import { parseNetworkDeviceLine } from '../../../../../main/probe/normalise/network-device/network-device-line.ts'
import { sampleLines } from '../../../../fakes/utm-lines.ts'

const receivedAt = Date.UTC(2026, 10, 23, 2)
const samples = Object.values(sampleLines)

/** A real-looking line with something done to it: cut, a piece repeated, characters put in, two lines run together. */
const damaged = fc
  .record({
    line: fc.constantFrom(...samples),
    other: fc.constantFrom(...samples),
    at: fc.nat(400),
    length: fc.nat(60),
    junk: fc.string({ unit: 'binary', maxLength: 40 }),
    how: fc.constantFrom('cut', 'insert', 'double', 'join', 'drop'),
  })
  .map(({ line, other, at, length, junk, how }) => {
    if (how === 'cut') return line.slice(0, at)
    if (how === 'insert') return line.slice(0, at) + junk + line.slice(at)
    if (how === 'double') return line.slice(0, at) + line.slice(at, at + length).repeat(20) + line.slice(at)
    return how === 'join' ? line.slice(0, at) + other.slice(at) : line.slice(0, at) + line.slice(at + length)
  })

const holds = (text: string, among = formats) => {
  const event = parseNetworkDeviceLine(text, { receivedAt }, among)
  expect(event.raw).toBe(text.replace(/[\r\n]+$/, ''))
  expect(Number.isNaN(Date.parse(event.at))).toBe(false)
  for (const end of [event.src, event.dst])
    if (end.port !== undefined)
      expect(end.port >= 0 && end.port <= 65535 && Number.isInteger(end.port)).toBe(true)
  expect(event.severity === null || (event.severity >= 0 && event.severity <= 7)).toBe(true)
  return event
}

describe('no line can break the normalisers', () => {
  test.each(formats.map((f) => [f.id, f] as const))('%s takes anything and keeps it', (_, format) => {
    fc.assert(
      fc.property(damaged, (text) => void holds(text, [format])),
      { numRuns: 300 },
    )
  })

  test('arbitrary text is kept and judged', () => {
    const detector = createNetworkDeviceDetector()
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 500 }), damaged), (text) => {
        detector.onEvent(holds(text))
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['blanks', ' '.repeat(1_000_000)],
    ['key signs', 'a='.repeat(300_000)],
    ['open quotes', 'a="\\"'.repeat(100_000)],
    ['colons', 'key:"'.repeat(100_000)],
    ['bars', `CEF:0|${'a|'.repeat(100_000)}`],
    ['brackets', `<134>1 - h a 1 m ${'[a b="c'.repeat(50_000)}`],
    ['addresses', '1.2.3.4:5 '.repeat(100_000)],
    ['digits and dots', '1.'.repeat(300_000)],
    ['hex and colons', 'a:'.repeat(300_000)],
    ['commas', `<1>${'1,'.repeat(300_000)}`],
    ['tags', '<a '.repeat(200_000)],
    ['policies', 'policy '.repeat(100_000)],
    ['braces', '{"a":'.repeat(100_000)],
  ])('a megabyte of %s does not stop it', (_, text) => {
    // Quadratic work would run into the test's own limit.
    holds(text)
  })
})
