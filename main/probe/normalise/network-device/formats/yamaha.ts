import { parseEndpoint } from '../address.ts'
import type { Format, Reading } from '../reading.ts'
import { type LineTime, parseTime, type TimeContext } from '../timestamp.ts'

// RTX, NVR and SRT routers write no program name: the words themselves are the mark.
const mark =
  /\[(?:INSPECT|IDS|IKE2?|DHCPD|SSHD|HTTPD|TUNNEL|L2TP|PPTP|URL_FILTER|LUA|SWCTL|USB|microSD|SCHEDULE)\]|Rejected at (?:IN|OUT)\(|Passed at (?:IN|OUT)\(|IP Tunnel\[\d+\]|Log(?:in|out) (?:succeeded|failed) for |Logout from |'[\w-]+' (?:succeeded|failed) for |Configuration saved in "|same message repeated \d+ times|^(?:LAN|PP|TUNNEL|WAN)\d*(?:\[\w+\])? (?:Rejected|Passed)|Unable to find .* account/

const flow = (text: string): Pick<Reading, 'src' | 'dst'> => {
  // `TCP 10.0.0.1:5 > 10.0.0.2:80` for filters, `TCP 10.0.0.1.5 > 10.0.0.2.80` for inspection.
  const m = /(\S+) > (\S+)/.exec(text)
  return { src: parseEndpoint(m?.[1] ?? '') ?? {}, dst: parseEndpoint(m?.[2] ?? '') ?? {} }
}

const inspectTime = (text: string, context: TimeContext): LineTime | null => {
  const m = /\((\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2})\)\s*$/.exec(text)
  return m ? parseTime(m[1]!, context) : null
}

const part = (text: string, context: TimeContext): Partial<Reading> => {
  if (/Rejected at|Rejected by/.test(text)) return { kind: 'traffic', action: 'blocked', ...flow(text) }
  if (/Passed at/.test(text)) return { kind: 'traffic', action: 'passed', ...flow(text) }
  if (text.includes('[INSPECT]'))
    return { kind: 'traffic', action: 'passed', time: inspectTime(text, context), ...flow(text) }
  if (text.includes('[IDS]'))
    return {
      kind: 'intrusion',
      action: /\breject|discard/i.test(text) ? 'blocked' : 'detected',
      signature: text
        .slice(text.indexOf('[IDS]') + 5)
        .trim()
        .slice(0, 120),
      ...flow(text),
    }
  const login =
    /Login (succeeded|failed) for (\S+)?:?\s*(\S+)?|'([\w-]+)' (succeeded|failed) for (\S+)?:?\s*(\S+)?/.exec(
      text,
    )
  if (login || text.includes('[SSHD]')) {
    const failed = /fail|Unable to find/i.test(text)
    const user = login?.[4] ?? /(?:user|for) '?([\w-]+)'?/.exec(text)?.[1]
    return {
      kind: 'login',
      outcome: /Logout/.test(text) ? undefined : failed ? 'failure' : 'success',
      ...(user && !/^(?:SSH|TELNET|HTTP|Serial)$/i.test(user) && { user }),
    }
  }
  if (/Logout/.test(text)) return { kind: 'login' }
  if (/Configuration saved/.test(text)) return { kind: 'config-change' }
  if (/\[DHCPD\]/.test(text)) {
    const m = /(?:Allocates|Extends|Reserves) ([\d.]+):? ([0-9a-f:]{17})/i.exec(text)
    return {
      kind: 'device-health',
      ...(m && { reason: 'lease' as const, src: { address: m[1]!, mac: m[2]! } }),
    }
  }
  if (/\[IKE2?\]|Tunnel|\[L2TP\]|\[PPTP\]/i.test(text))
    return { kind: 'vpn', ...(/ Up\b/.test(text) && { outcome: 'success' as const }) }
  return { kind: 'device-health' }
}

/** Yamaha RTX, NVR, SRT routers: filters, inspection, IDS, logins, DHCP, tunnels, saved configuration. */
export const yamaha: Format = {
  id: 'yamaha',
  matches: ({ raw }) => mark.test(raw.slice(0, 500)),
  read: ({ raw, context }) => {
    const at = raw.search(mark)
    const text = raw.slice(at)
    return { vendor: 'Yamaha', product: 'RTX', ...part(text, context) }
  },
}
