import { describe, expect, test } from 'vitest'
import { parseTime, zoneMinutes } from '../../../../../main/probe/normalise/network-device/timestamp.ts'

const context = { receivedAt: Date.UTC(2026, 0, 1, 0, 30), offsetMinutes: 540 }
const iso = (text: string, over: Partial<typeof context> & { year?: number } = {}) => {
  const time = parseTime(text, { ...context, ...over })
  return time && `${new Date(time.ms).toISOString()} ${time.zone}`
}

describe('times as devices write them', () => {
  test.each([
    ['2026-01-01T09:00:00+09:00', '2026-01-01T00:00:00.000Z 540'],
    ['2026-01-01T00:00:00.123456Z', '2026-01-01T00:00:00.123Z 0'],
    ['2022-07-12T06:22:33.415742+0000', '2022-07-12T06:22:33.415Z 0'],
    ['2026/01/01 09:00:00', '2026-01-01T00:00:00.000Z null'],
    ['2019-02-15 09:45:17 UTC', '2019-02-15T09:45:17.000Z 0'],
    ['Jan 1 2026 09:00:00 JST', '2026-01-01T00:00:00.000Z 540'],
    ['2020 Nov 22 09:15:27', '2020-11-22T00:15:27.000Z null'],
    ['26/Oct/2020:17:22:26 +0800', '2020-10-26T09:22:26.000Z 480'],
    ['1767225600', '2026-01-01T00:00:00.000Z 0'],
    ['1767225600123', '2026-01-01T00:00:00.123Z 0'],
    ['1767225600123456789', '2026-01-01T00:00:00.123Z 0'],
    ['1767225600.5', '2026-01-01T00:00:00.500Z 0'],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected))

  test.each([
    '',
    'May 00 00:00:00',
    '2026-13-01 00:00:00',
    '2026-01-01 25:00:00',
    '12345',
    'Foo 1 00:00:00',
    '9999999999999999999999',
  ])('is no time: %j', (text) => expect(iso(text)).toBeNull())

  test('a line of New Year’s Eve read after midnight belongs to the old year', () => {
    expect(iso('Dec 31 23:59:59')).toBe('2025-12-31T14:59:59.000Z null')
    expect(iso('Jan  1 09:10:00')).toBe('2026-01-01T00:10:00.000Z null')
    expect(iso('Dec 31 23:59:59', { year: 2019 })).toBe('2019-12-31T14:59:59.000Z null')
  })

  test('a zone that could mean several is not guessed', () => {
    expect([zoneMinutes('IST'), zoneMinutes('JST'), zoneMinutes('-0700'), zoneMinutes('x')]).toEqual([
      null,
      540,
      -420,
      null,
    ])
  })
})
