import { keyValues } from '../fields.ts'
import { actionOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

const line = /msg_id="(\w{4}-\w{4})"\s+(Allow|Deny|\S*)\s*(.*)$/

const kindBy = (code: string, text: string): Reading['kind'] => {
  if (/virus found|\bGAV\b|APT/i.test(text)) return 'malware'
  if (/IPS detected|signature_name|blocked site|port scan|flood|spoof/i.test(text)) return 'intrusion'
  if (/botnet|reputation/i.test(text)) return 'bad-site'
  if (code.startsWith('1100') || /authentication|login|logged/i.test(text)) return 'login'
  return code.startsWith('3000') || code.startsWith('1AFF') || code.startsWith('2CFF') ? 'traffic' : undefined
}

/** WatchGuard Firebox plain syslog: `msg_id="3000-0148" Deny 1-Trusted 0-External 52 tcp 20 127 10.0.1.2 203.0.113.5 57222 443 …`. */
export const watchguard: Format = {
  id: 'watchguard',
  matches: ({ raw }) => raw.includes('msg_id="') && line.test(raw),
  read: ({ raw }) => {
    const m = line.exec(raw)
    if (!m) return null
    const text = m[3]!
    const flow = /((?:\d{1,3}\.){3}\d{1,3}) ((?:\d{1,3}\.){3}\d{1,3}) (\d{1,5}) (\d{1,5})\b/.exec(text)
    const kind = kindBy(m[1]!, `${m[2]} ${text}`)
    return {
      vendor: 'WatchGuard',
      product: 'Firebox',
      fields: keyValues(text),
      text: flow ? '' : text,
      code: m[1]!,
      action: actionOf(m[2]),
      ...(kind && { kind }),
      ...(flow && {
        src: { address: flow[1]!, port: Number(flow[3]) },
        dst: { address: flow[2]!, port: Number(flow[4]) },
      }),
    }
  },
}
