import { createNetworkDeviceDetector } from '../../../main/probe/detectors/network-device.ts'
import { parseNetworkDeviceLine } from '../../../main/probe/normalise/network-device/network-device-line.ts'
import { heapMb, linesByFormat, peakMb } from './lines.ts'

/** Reads and judges `lines` for about `ms`; gives lines a second of the clock and of one core's own time. */
const speed = (lines: readonly string[], ms: number): { rate: number; coreRate: number; lines: number } => {
  const detector = createNetworkDeviceDetector()
  const start = Date.now()
  let done = 0
  const begun = performance.now()
  const cpu = process.cpuUsage()
  for (let i = 0; performance.now() - begun < ms; i++)
    for (const line of lines) {
      detector.onEvent(parseNetworkDeviceLine(line, { receivedAt: start + i, sender: '192.168.1.1' }))
      done++
    }
  const took = performance.now() - begun
  const { user, system } = process.cpuUsage(cpu)
  return {
    rate: Math.round((done / took) * 1000),
    coreRate: Math.round((done / (user + system)) * 1e6),
    lines: done,
  }
}

/** Lines a second for each format, then for the mix of all, one JSON object each. */
export const throughput = (print: (row: object) => void, ms: number): void => {
  const byFormat = linesByFormat()
  const all = [...byFormat.values()].flat()
  speed(all, ms)
  for (const [format, lines] of [...byFormat].sort()) {
    const bytes = lines.reduce((sum, l) => sum + Buffer.byteLength(l), 0) / lines.length
    const { rate, coreRate } = speed(lines, ms)
    print({
      bench: 'utm',
      what: 'format',
      format,
      samples: lines.length,
      bytesPerLine: Math.round(bytes),
      linesPerSecond: rate,
      linesPerCoreSecond: coreRate,
    })
  }
  const before = heapMb()
  const { rate, coreRate, lines } = speed(all, ms * 5)
  print({
    bench: 'utm',
    what: 'mix',
    lines,
    linesPerSecond: rate,
    linesPerCoreSecond: coreRate,
    heapBeforeMb: before,
    heapAfterMb: heapMb(),
    peakMb: peakMb(),
  })
}
