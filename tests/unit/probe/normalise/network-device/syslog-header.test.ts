import { describe, expect, test } from 'vitest'
import { readHeader } from '../../../../../main/probe/normalise/network-device/syslog-header.ts'

const context = { receivedAt: Date.UTC(2026, 10, 23), offsetMinutes: 0 }
const head = (line: string) => {
  const { severity, facility, host, app, message, time } = readHeader(line, context)
  return { severity, facility, host, app, message, at: time && new Date(time.ms).toISOString() }
}

describe('what stands before the message', () => {
  test('RFC 5424 with structured data', () => {
    const line =
      '<165>1 2026-11-22T22:14:15.003Z fw.local app 12 ID47 [x@1 a="1" b="q\\"]"][y@2 c="3"] the text'
    expect(head(line)).toEqual({
      severity: 5,
      facility: 20,
      host: 'fw.local',
      app: 'app',
      message: 'the text',
      at: '2026-11-22T22:14:15.003Z',
    })
    expect([...(readHeader(line, context).data ?? [])]).toEqual([
      ['a', '1'],
      ['b', 'q"]'],
      ['c', '3'],
    ])
  })
  test('RFC 5424 with nothing but dashes', () => {
    expect(head('<34>1 - - - - - - hello')).toMatchObject({
      severity: 2,
      host: null,
      app: null,
      message: 'hello',
      at: null,
    })
  })
  test('RFC 3164', () => {
    expect(head('<34>Oct 11 22:14:15 mymachine su[230]: failed')).toEqual({
      severity: 2,
      facility: 4,
      host: 'mymachine',
      app: 'su',
      message: 'failed',
      at: '2026-10-11T22:14:15.000Z',
    })
  })
  test('a wrong PRI says nothing, the rest is read all the same', () => {
    expect(head('<999>Oct 11 22:14:15 h a: m')).toMatchObject({
      severity: null,
      facility: null,
      host: 'h',
      app: 'a',
      message: 'm',
    })
  })
  test('no host before key=value, CEF, LEEF or a mnemonic', () => {
    for (const body of ['date=2026-01-01 x=1', 'CEF:0|a|b|', 'LEEF:1.0|a|', '%ASA-4-1: x', '{"a":1}'])
      expect(head(`<134>Nov 22 09:15:27 ${body}`)).toMatchObject({ host: null, message: body })
  })
  test('Cisco’s numbers and names before the time', () => {
    expect(head('<189>84027: Nov 22 09:15:27.1 UTC: %SYS-5-CONFIG_I: x')).toMatchObject({
      at: '2026-11-22T09:15:27.100Z',
      message: '%SYS-5-CONFIG_I: x',
    })
    expect(head('<189>22191: sw1: 022546: Nov 22 09:15:27: %A-1-B: x')).toMatchObject({
      host: 'sw1',
      message: '%A-1-B: x',
    })
  })
  test('nothing at all', () => {
    expect(head('')).toEqual({ severity: null, facility: null, host: null, app: null, message: '', at: null })
  })
})
