import type { NetworkDeviceEvent } from '../../../main/contract/event.ts'
import { parseNetworkDeviceLine } from '../../../main/probe/normalise/network-device/network-device-line.ts'
import { sampleLines } from '../../fakes/utm-lines.ts'
import { linesOf, utmRecords } from '../../fakes/utm-records.ts'

/** Lines by the normaliser that reads them: the real ones where they are there, else the invented ones. */
export const linesByFormat = (): Map<string, string[]> => {
  const real = utmRecords().flatMap(linesOf)
  const lines = new Map<string, string[]>()
  for (const line of [...real, ...Object.values(sampleLines)]) {
    const format = parseNetworkDeviceLine(line, { receivedAt: Date.now() }).format ?? 'unreadable'
    lines.set(format, [...(lines.get(format) ?? []), line])
  }
  return lines
}

/** Peak resident memory so far, MB. */
export const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

/** Resident memory now after a collection, MB. */
export const heapMb = (): number => {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10
}

export type Judge = (event: NetworkDeviceEvent) => void
