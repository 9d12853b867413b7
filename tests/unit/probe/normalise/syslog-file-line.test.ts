import { afterEach, expect, test } from 'vitest'
import { readSyslogFileLine } from '../../../../main/probe/normalise/syslog-file-line.ts'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

// The classic head has neither year nor zone: it means the zone that this PC has now.
test.each([
  ['Asia/Tokyo', 'Nov 23 08:05:09 pc sshd[9]: x', '2026-11-22T23:05:09.000Z'],
  ['UTC', 'Nov 23 08:05:09 pc sshd[9]: x', '2026-11-23T08:05:09.000Z'],
  ['America/New_York', 'Nov  1 00:30:00 pc sshd[9]: x', '2026-11-01T04:30:00.000Z'],
  ['Asia/Tokyo', '2026-11-23T08:05:09+01:00 pc sshd[9]: x', '2026-11-23T07:05:09.000Z'],
  ['America/New_York', '2026-11-23T08:05:09+09:00 pc sshd[9]: x', '2026-11-22T23:05:09.000Z'],
])('in %s: %s', (tz, line, at) => {
  process.env.TZ = tz
  const read = readSyslogFileLine(line, Date.parse('2026-11-23T12:00:00Z'))
  expect(new Date(read.at!).toISOString()).toBe(at)
})

test('a line of last December, read in January, is of last year', () => {
  process.env.TZ = 'Asia/Tokyo'
  const read = readSyslogFileLine('Dec 31 23:59:00 pc sshd[9]: x', Date.parse('2027-01-01T02:00:00+09:00'))
  expect(new Date(read.at!).toISOString()).toBe('2026-12-31T14:59:00.000Z')
})
