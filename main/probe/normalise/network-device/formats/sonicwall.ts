import { keyValues } from '../fields.ts'
import { actionOf, kindOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

// SonicOS event numbers (`m=`).
const intrusions = new Set([
  '22',
  '23',
  '30',
  '35',
  '81',
  '82',
  '83',
  '177',
  '178',
  '179',
  '180',
  '181',
  '267',
  '606',
  '607',
  '608',
  '609',
  '789',
])
const malware = new Set(['159', '809', '810', '794', '795', '796'])
const config = new Set(['1382', '1383', '1432', '93', '94', '95', '21'])

/** SonicWall enhanced syslog: `id=firewall sn=… time="…" fw=… pri=… c=… m=… msg="…" src=ip:port:iface`. */
export const sonicwall: Format = {
  id: 'sonicwall',
  matches: ({ raw }) => raw.includes(' fw=') && raw.includes('sn=') && raw.includes(' pri='),
  read: ({ raw }) => {
    const fields = keyValues(raw)
    const m = fields.get('m') ?? ''
    const msg = fields.get('msg') ?? ''
    const pri = Number(fields.get('pri'))
    let kind: Reading['kind'] = intrusions.has(m)
      ? 'intrusion'
      : malware.has(m)
        ? 'malware'
        : config.has(m)
          ? 'config-change'
          : undefined
    kind ??= kindOf(msg) ?? (fields.has('src') ? 'traffic' : 'device-health')
    // m=14: web site denied by category; routine unless the category itself is bad.
    const category = fields.get('category') ?? ''
    if (m === '14' || m === '16') kind = /malware|phish|hack|botnet/i.test(category) ? 'bad-site' : 'traffic'
    const failed = /fail|denied|bad credential|incorrect|invalid/i.test(msg)
    const ok = /success|allowed|logged in|granted/i.test(msg)
    const about = kind === 'login' || kind === 'vpn'
    return {
      vendor: 'SonicWall',
      product: fields.get('id') ?? 'firewall',
      fields,
      text: '',
      kind,
      action:
        actionOf(fields.get('fwaction') ?? fields.get('fw_action')) ??
        actionOf(msg) ??
        (/closed|opened/i.test(msg) ? 'passed' : null),
      severity: Number.isInteger(pri) && pri >= 0 && pri <= 7 ? pri : null,
      code: m,
      ...((kind === 'intrusion' || kind === 'malware' || kind === 'bad-site') && { signature: msg }),
      observer: { name: fields.get('sn'), address: fields.get('fw') },
      ...(about && failed && { outcome: 'failure' as const }),
      ...(about && !failed && ok && { outcome: 'success' as const }),
    }
  },
}
