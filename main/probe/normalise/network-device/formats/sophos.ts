import { keyValues } from '../fields.ts'
import { actionOf, severityOfWord } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

type Kind = NonNullable<Reading['kind']>
const byType: Readonly<Record<string, Kind>> = {
  firewall: 'traffic',
  idp: 'intrusion',
  ips: 'intrusion',
  'anti-virus': 'malware',
  'anti-spam': 'traffic',
  atp: 'bad-site',
  sandbox: 'malware',
  sandstorm: 'malware',
  'zero-day protection': 'malware',
  'content filtering': 'traffic',
  waf: 'intrusion',
  heartbeat: 'device-health',
  'system health': 'device-health',
  event: 'device-health',
  vpn: 'vpn',
  'web filter': 'traffic',
}

/** Sophos Firewall (XG): `device="SFW" … log_id=… log_type=… log_component=… log_subtype=…`. */
export const sophos: Format = {
  id: 'sophos',
  matches: ({ raw }) =>
    raw.includes('log_type=') && (raw.includes('log_component=') || raw.includes('device="SFW"')),
  read: ({ raw }) => {
    const fields = keyValues(raw)
    const component = fields.get('logcomponent') ?? ''
    const subtype = fields.get('logsubtype') ?? ''
    const status = fields.get('status') ?? ''
    const said = `${component} ${fields.get('message') ?? fields.get('msg') ?? ''}`
    let kind: Kind = byType[(fields.get('logtype') ?? '').toLowerCase()] ?? 'traffic'
    if (kind === 'device-health') {
      if (/vpn|ipsec|l2tp|pptp/i.test(component)) kind = 'vpn'
      else if (/auth|login|logged|captive/i.test(said)) kind = 'login'
      else if (/\bGUI\b|CLI|config/i.test(component) && /add|update|delet|chang|modif/i.test(said))
        kind = 'config-change'
    }
    if (kind === 'traffic' && /malware|phish|spyware|command/i.test(fields.get('category') ?? ''))
      kind = 'bad-site'
    const about = kind === 'login' || kind === 'vpn'
    const failed = /fail|denied/i.test(`${status} ${subtype}`)
    const ok = /success|established|allowed/i.test(status) || (about && /success/i.test(said))
    return {
      vendor: 'Sophos',
      product: 'Firewall',
      fields,
      text: fields.get('message') ?? fields.get('msg') ?? '',
      kind,
      action: actionOf(subtype),
      severity: severityOfWord(fields.get('priority') ?? fields.get('severity')),
      code: fields.get('logid'),
      observer: { name: fields.get('devicename') },
      ...(about && failed && { outcome: 'failure' as const }),
      ...(about && !failed && ok && { outcome: 'success' as const }),
    }
  },
}
