import { describe, expect, test } from 'vitest'
import type { NetworkDeviceEvent } from '../../../../main/contract/event.ts'
import { patience } from '../../../../main/probe/detectors/network-device/silence.ts'
import { createNetworkDeviceDetector } from '../../../../main/probe/detectors/network-device.ts'

const start = Date.UTC(2026, 10, 23, 0)
const minute = 60_000
const line = (ms: number, sender = '192.168.1.1'): NetworkDeviceEvent => {
  const at = new Date(start + ms).toISOString()
  return {
    category: 'network-device',
    at,
    ingested: at,
    source: 'syslog',
    vendor: 'Maker',
    product: 'Box',
    action: null,
    kind: 'traffic',
    severity: null,
    src: {},
    dst: {},
    observer: { sender, name: 'office-fw' },
    raw: '',
  }
}

/** Speaks every `every` ms until `until`, then is silent; the clock ticks each second until `end`. */
const run = (every: number, until: number, end: number, sleep: [number, number] = [0, 0]) => {
  const detector = createNetworkDeviceDetector()
  const findings = []
  for (let ms = 0; ms <= end; ms += 1000) {
    if (ms > sleep[0] && ms < sleep[1]) continue
    if (ms <= until && ms % every === 0) detector.onEvent(line(ms))
    findings.push(...(detector.onTick?.(start + ms) ?? []))
  }
  return { findings, detector }
}

describe('a UTM that has stopped talking', () => {
  test('is noticed once, after ten minutes, when it usually talks all the time', () => {
    const { findings } = run(5_000, 60 * minute, 120 * minute)
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({
      kind: 'network-silent',
      severity: 'check',
      facts: { device: 'Maker office-fw', minutes: 10 },
    })
  })
  test('a device that speaks every five minutes gets twenty', () => {
    const { findings } = run(5 * minute, 300 * minute, 400 * minute)
    expect(findings.map((f) => f.facts.minutes)).toEqual([20])
  })
  test('nothing is said of a device that is not known yet', () => {
    expect(run(5_000, 5 * minute, 120 * minute).findings).toEqual([])
  })
  test('while this PC slept it could hear nothing', () => {
    expect(run(5_000, 300 * minute, 300 * minute, [60 * minute, 180 * minute]).findings).toEqual([])
  })
  test('a second silence is told again', () => {
    const { detector } = run(5_000, 60 * minute, 80 * minute)
    for (let ms = 80 * minute; ms < 85 * minute; ms += 1000) {
      detector.onEvent(line(ms))
      detector.onTick?.(start + ms)
    }
    const again = []
    for (let ms = 85 * minute; ms < 110 * minute; ms += 1000)
      again.push(...(detector.onTick?.(start + ms) ?? []))
    expect(again).toHaveLength(1)
  })
  test('patience lies between ten minutes and twelve hours', () => {
    expect([patience(0), patience(5 * minute), patience(48 * 60 * minute)]).toEqual([
      10 * minute,
      20 * minute,
      720 * minute,
    ])
  })
  test('ticks are wanted only while there is somebody to miss', () => {
    const detector = createNetworkDeviceDetector()
    expect(detector.wantsTick?.()).toBe(false)
    detector.onEvent(line(0))
    expect(detector.wantsTick?.()).toBe(true)
  })
})
