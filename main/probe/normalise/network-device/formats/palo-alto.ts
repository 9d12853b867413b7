import { parseEndpoint, portOf } from '../address.ts'
import { csvValues } from '../fields.ts'
import { actionOf, kindOf, outcomeOf, severityOfWord } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'
import { parseTime } from '../timestamp.ts'

const types =
  'TRAFFIC|THREAT|SYSTEM|CONFIG|GLOBALPROTECT|USERID|HIPMATCH|HIP-MATCH|DECRYPTION|AUTHENTICATION|CORRELATION|TUNNEL|URL|DATA|WILDFIRE|SCTP|GTP|IPTAG'
const start = new RegExp(`(?:^|[\\s>])(?:\\d{0,3}),([^,]{0,40}),([^,]{0,40}),(${types}),([^,]{0,40}),`)
const malware = /virus|spyware|wildfire|ml-virus|scan$/
const badCategory = /malware|phishing|command-and-control|grayware|ransomware|hacking|newly-registered/

const ends = (c: readonly string[]): Pick<Reading, 'src' | 'dst'> => {
  const at = (i: number) => parseEndpoint(c[i] ?? '')
  const port = (i: number) => portOf(c[i])
  const end = (address: number, nat: number, p: number, np: number) => ({
    ...(at(address) && { address: at(address)!.address }),
    ...(port(p) !== undefined && { port: port(p)! }),
    ...(at(nat) && {
      nat: {
        ...(at(nat) && { address: at(nat)!.address }),
        ...(port(np) !== undefined && { port: port(np)! }),
      },
    }),
  })
  // PAN-OS syslog field order: 7 src, 8 dst, 9–10 NAT addresses, 24–27 ports.
  return { src: end(7, 9, 24, 26), dst: end(8, 10, 25, 27) }
}

const threat = (c: readonly string[]): Partial<Reading> => {
  const sub = c[4] ?? ''
  const url = sub === 'url'
  const category = c[33] ?? ''
  const kind = url
    ? badCategory.test(category)
      ? 'bad-site'
      : 'traffic'
    : malware.test(sub) && sub !== 'scan'
      ? 'malware'
      : 'intrusion'
  return {
    kind: sub === 'spyware' ? 'bad-site' : kind,
    signature: (url ? c[31] : c[32])?.slice(0, 300),
    severity: severityOfWord(c[34]),
  }
}

/** Palo Alto Networks PAN-OS comma-separated syslog. The place of a field depends on the type of line. */
export const paloAlto: Format = {
  id: 'palo-alto',
  matches: ({ raw }) => start.test(raw.slice(0, 400)),
  read: ({ raw, context }) => {
    const m = start.exec(raw)
    if (!m) return null
    const c = csvValues(raw.slice(m.index).replace(/^[\s>]/, ''))
    const type = m[3]!
    const time = parseTime(c[6] ?? '', context) ?? parseTime(c[1] ?? '', context)
    const base = { vendor: 'Palo Alto Networks', product: 'PAN-OS', time, code: `${type}/${m[4]}` }
    const user = (i: number) => (c[i] ? { user: c[i] } : {})
    switch (type) {
      case 'TRAFFIC':
      case 'DECRYPTION':
      case 'TUNNEL':
        return {
          ...base,
          text: '',
          kind: 'traffic',
          action:
            type === 'TRAFFIC' && m[4] !== 'end' && m[4] !== 'start'
              ? 'blocked'
              : (actionOf(c[30]) ?? 'passed'),
          ...ends(c),
          ...user(12),
        }
      case 'THREAT':
      case 'URL':
      case 'WILDFIRE':
      case 'DATA':
        return { ...base, text: '', action: actionOf(c[30]), ...ends(c), ...user(12), ...threat(c) }
      case 'SYSTEM': {
        const said = `${m[4]} ${c[8] ?? ''} ${c[14] ?? ''}`
        const kind =
          m[4] === 'auth'
            ? 'login'
            : m[4] === 'globalprotect' || m[4] === 'vpn'
              ? 'vpn'
              : kindOf(said) === 'login'
                ? 'login'
                : 'device-health'
        return {
          ...base,
          kind,
          text: c[14] ?? '',
          severity: severityOfWord(c[13]),
          outcome: kind === 'device-health' ? undefined : outcomeOf(said),
        }
      }
      case 'CONFIG':
        return { ...base, kind: 'config-change', text: c.slice(7, 12).join(' '), ...user(10) }
      case 'GLOBALPROTECT':
        return {
          ...base,
          kind: 'vpn',
          text: '',
          ...user(12),
          src: { ...(parseEndpoint(c[15] ?? '') ?? {}), ...(c[13] && { country: c[13] }) },
          dst: parseEndpoint(c[17] ?? '') ?? {},
          ...(/logout/.test(c[9] ?? '') ? {} : { outcome: outcomeOf(`${c[27] ?? ''} ${c[28] ?? ''}`) }),
        }
      case 'USERID':
        return { ...base, kind: 'login', text: '', src: parseEndpoint(c[8] ?? '') ?? {}, ...user(9) }
      case 'HIPMATCH':
      case 'HIP-MATCH':
        return { ...base, kind: 'device-health', text: '', src: parseEndpoint(c[11] ?? '') ?? {}, ...user(7) }
      default:
        return { ...base, text: c.slice(7).join(' ') }
    }
  },
}
