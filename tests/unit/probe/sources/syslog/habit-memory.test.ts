import { describe, expect, test } from 'vitest'
import type { NetworkDeviceEvent } from '../../../../../main/contract/event.ts'
import { createNetworkDeviceDetector } from '../../../../../main/probe/detectors/network-device.ts'
import { parseNetworkDeviceLine } from '../../../../../main/probe/normalise/network-device/network-device-line.ts'
import { createHabitMemory } from '../../../../../main/probe/sources/syslog/habit-memory.ts'
import { sampleLines } from '../../../../fakes/utm-lines.ts'

const start = Date.UTC(2026, 10, 23)
const minute = 60_000
const line = (now: number): NetworkDeviceEvent =>
  parseNetworkDeviceLine(sampleLines.yamahaFilter, { receivedAt: now, sender: '192.168.1.1' })
const memory = (mark: unknown = null) => {
  let kept = mark
  const bookmark = {
    read: () => structuredClone(kept),
    write(value: unknown) {
      kept = structuredClone(value)
    },
  }
  return { ...createHabitMemory(bookmark), kept: () => kept }
}
const speaking = (lines: number) => {
  const m = memory()
  for (let i = 0; i < lines; i++) m.hear(line(start + i * minute), '192.168.1.1', start + i * minute)
  m.keep(start + lines * minute)
  return m.kept()
}

describe('a device that fell silent while this PC was off', () => {
  test('is expected after the start, with its habit', () => {
    const [event] = memory(speaking(60)).expected(start + 600 * minute)
    expect(event).toMatchObject({
      topic: 'network-device',
      subject: '192.168.1.1',
      details: { name: 'Yamaha', lines: 60, longestPauseMs: minute },
    })
  })
  test('and missed when it does not speak', () => {
    const now = start + 600 * minute
    const detector = createNetworkDeviceDetector()
    for (const event of memory(speaking(60)).expected(now)) detector.onEvent(event)
    const findings = []
    for (let ms = 0; ms < 30 * minute; ms += 1000) findings.push(...(detector.onTick?.(now + ms) ?? []))
    expect(findings.map((f) => [f.kind, f.facts.device])).toEqual([['network-silent', 'Yamaha']])
  })
  test('but not when it speaks as ever', () => {
    const now = start + 600 * minute
    const detector = createNetworkDeviceDetector()
    for (const event of memory(speaking(60)).expected(now)) detector.onEvent(event)
    const findings = []
    for (let ms = 0; ms < 120 * minute; ms += 1000) {
      if (ms % minute === 0) detector.onEvent(line(now + ms))
      findings.push(...(detector.onTick?.(now + ms) ?? []))
    }
    expect(findings).toEqual([])
  })
  test('one seldom heard, or not for weeks, is not expected', () => {
    expect(memory(speaking(20)).expected(start)).toEqual([])
    expect(memory(speaking(60)).expected(start + 30 * 24 * 60 * minute)).toEqual([])
  })
  test('a night is no habit', () => {
    const m = memory(speaking(60))
    m.hear(line(start + 900 * minute), '192.168.1.1', start + 900 * minute)
    expect(m.expected(start + 900 * minute)[0]?.details.longestPauseMs).toBe(minute)
  })
  test('a damaged memory is an empty one', () => {
    for (const mark of [
      null,
      5,
      'x',
      [],
      { a: 1 },
      { a: { name: 1 } },
      { a: { name: 'x', lines: '1', last: null, pause: 0 } },
    ])
      expect(memory(mark).expected(start)).toEqual([])
  })
})
