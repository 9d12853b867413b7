import { describe, expect, test } from 'vitest'
import type { Severity } from '../../../../main/contract/alert.ts'
import { createNetworkDeviceDetector } from '../../../../main/probe/detectors/network-device.ts'
import { parseNetworkDeviceLine } from '../../../../main/probe/normalise/network-device/network-device-line.ts'
import { linesOf, missingUtm, type UtmRecord, utmRecords } from '../../../fakes/utm-records.ts'

const receivedAt = Date.UTC(2026, 10, 23, 2)

/** The incidents of one record, each once, with its level. */
const incidents = (record: UtmRecord): Map<string, Severity> => {
  const detector = createNetworkDeviceDetector()
  const found = new Map<string, Severity>()
  for (const line of linesOf(record))
    for (const { key, severity } of detector.onEvent(parseNetworkDeviceLine(line, { receivedAt })))
      found.set(key, severity)
  return found
}

describe.skipIf(missingUtm)(
  `what others made of the same lines${missingUtm ? ` – skipped: ${missingUtm}` : ''}`,
  () => {
    const wazuh = utmRecords().filter((r) => r.source === 'wazuh' && r.expected.must_match)

    test('at least 90 % of what Wazuh ranks 8 or higher is an alert', () => {
      const grave = wazuh.filter((r) => (r.expected.level ?? 0) >= 8)
      const missed = grave.filter((r) => incidents(r).size === 0)
      console.log(`Wazuh level ≥ 8: ${grave.length - missed.length} of ${grave.length} told`)
      expect(missed.length, missed.map((r) => r.raw).join('\n')).toBeLessThanOrEqual(grave.length * 0.1)
    })

    test('at most 5 % of what Wazuh ranks 2 or lower is an alert', () => {
      const small = wazuh.filter((r) => (r.expected.level ?? 99) <= 2)
      const told = small.filter((r) => incidents(r).size > 0)
      console.log(`Wazuh level ≤ 2: ${told.length} of ${small.length} told`)
      expect(told.length, told.map((r) => r.raw).join('\n')).toBeLessThanOrEqual(small.length * 0.05)
    })

    test('the number of incidents is that of CrowdSec in at least 80 % of its logs', () => {
      const logs = utmRecords().filter(
        (r) => r.source === 'crowdsec' && typeof r.expected.overflow_alerts === 'number',
      )
      const differing = logs.filter((r) => incidents(r).size !== r.expected.overflow_alerts)
      console.log(
        `CrowdSec: ${logs.length - differing.length} of ${logs.length} logs agree; not: ${differing.map((r) => r.product).join(', ')}`,
      )
      expect(differing.length).toBeLessThanOrEqual(logs.length * 0.2)
    })
  },
)
