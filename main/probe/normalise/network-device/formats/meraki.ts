import { keyValues } from '../fields.ts'
import { actionOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'
import { epochMs } from '../timestamp.ts'

const head =
  /(?:^|\s|>)1 (\d{10}(?:\.\d+|\d{3}|\d{6})?) (\S+) (flows|urls|ids-alerts|security_event|events|ip_flow_start|ip_flow_end|firewall|vpn_firewall|cellular_firewall|bridge_anyconnect_client_vpn_firewall|airmarshal_events)\b\s*/

const kinds: Readonly<Record<string, Reading['kind']>> = {
  flows: 'traffic',
  urls: 'traffic',
  ip_flow_start: 'traffic',
  ip_flow_end: 'traffic',
  firewall: 'traffic',
  vpn_firewall: 'traffic',
  'ids-alerts': 'intrusion',
  security_event: 'intrusion',
  airmarshal_events: 'intrusion',
}

/** Cisco Meraki: `1 1563249630.7 host security_event ids_alerted signature=… src=ip:port dst=ip:port message: …`. */
export const meraki: Format = {
  id: 'meraki',
  matches: ({ raw }) => head.test(raw.slice(0, 300)),
  read: ({ raw }) => {
    const m = head.exec(raw)
    if (!m) return null
    const [, stamp, host, type] = m
    const text = raw.slice(m.index + m[0].length)
    const fields = keyValues(text)
    const ms = epochMs(stamp!)
    const message = /message: (.+)$/.exec(text)?.[1]
    const priority = Number(fields.get('priority'))
    const malware = /security_filtering_(?:file_scanned|disposition)|malicious|EXPLOIT-KIT|MALWARE/i.test(
      text,
    )
    const kind =
      type === 'events'
        ? /vpn|anyconnect/i.test(text)
          ? 'vpn'
          : /dhcp/i.test(text)
            ? 'device-health'
            : undefined
        : kinds[type!]
    const word = /^(?:pattern: )?(\w+)/.exec(text)?.[1]
    const blocked = /action=block|decision=blocked|pattern: (?:1|deny)|^deny/i.test(text)
    return {
      vendor: 'Cisco',
      product: 'Meraki',
      time: ms === null ? null : { ms, zone: 0 },
      observer: { name: host! },
      fields,
      kind: kind === 'intrusion' && malware ? 'malware' : kind,
      action: blocked
        ? 'blocked'
        : (actionOf(word) ??
          (/pattern: (?:0|allow)/.test(text) ? 'passed' : kind === 'intrusion' ? 'detected' : null)),
      ...(priority >= 1 && priority <= 4 && { severity: priority + 1 }),
      ...(message && { signature: message }),
    }
  },
}
