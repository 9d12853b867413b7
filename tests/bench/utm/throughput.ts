import { createNetworkDeviceDetector } from '../../../main/probe/detectors/network-device.ts'
import { parseNetworkDeviceLine } from '../../../main/probe/normalise/network-device/network-device-line.ts'
import { heapMb, linesByFormat, peakMb } from './lines.ts'

/** Reads and judges `lines` for about `ms`; gives lines a second on one core. */
const speed = (lines: readonly string[], ms: number): { rate: number; lines: number } => {
  const detector = createNetworkDeviceDetector()
  const start = Date.now()
  let done = 0
  const begun = performance.now()
  for (let i = 0; performance.now() - begun < ms; i++)
    for (const line of lines) {
      detector.onEvent(parseNetworkDeviceLine(line, { receivedAt: start + i, sender: '192.168.1.1' }))
      done++
    }
  return { rate: Math.round((done / (performance.now() - begun)) * 1000), lines: done }
}

/** Lines a second for each format, then for the mix of all, one JSON object each. */
export const throughput = (print: (row: object) => void, ms: number): void => {
  const byFormat = linesByFormat()
  const all = [...byFormat.values()].flat()
  speed(all, ms)
  for (const [format, lines] of [...byFormat].sort()) {
    const bytes = lines.reduce((sum, l) => sum + Buffer.byteLength(l), 0) / lines.length
    print({
      bench: 'utm',
      what: 'format',
      format,
      samples: lines.length,
      bytesPerLine: Math.round(bytes),
      linesPerSecond: speed(lines, ms).rate,
    })
  }
  const before = heapMb()
  const { rate, lines } = speed(all, ms * 5)
  print({
    bench: 'utm',
    what: 'mix',
    lines,
    linesPerSecond: rate,
    heapBeforeMb: before,
    heapAfterMb: heapMb(),
    peakMb: peakMb(),
  })
}
