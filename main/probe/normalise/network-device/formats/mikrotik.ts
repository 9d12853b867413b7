import { actionOf, kindOf, outcomeOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

const topics =
  /(?:^|\s)((?:system|firewall|account|interface|dhcp|ipsec|l2tp|pptp|ovpn|ppp|wireless|script|dns|hotspot|radius|route|sstp|wireguard|web-proxy|info|error|critical|warning)(?:,[\w!-]+)+)\s*:?\s+/
const severities: Readonly<Record<string, number>> = { critical: 2, error: 3, warning: 4, info: 6, debug: 7 }

const kindBy = (tags: readonly string[], text: string): Reading['kind'] => {
  if (/login failure|logged (?:in|out)/.test(text)) return 'login'
  if (tags.includes('firewall')) return 'traffic'
  if (/^(?:ipsec|l2tp|pptp|ovpn|sstp|wireguard|ppp)$/.test(tags[0]!)) return 'vpn'
  if (/ (?:added|changed|removed|moved) by /.test(text)) return 'config-change'
  return kindOf(text) ?? 'device-health'
}

/** MikroTik RouterOS: topics, then text; firewall lines end in `ip:port->ip:port, len n`. */
export const mikrotik: Format = {
  id: 'mikrotik',
  matches: ({ raw }) => topics.test(raw.slice(0, 300)),
  read: ({ raw }) => {
    const m = topics.exec(raw)
    if (!m) return null
    const text = raw.slice(m.index + m[0].length)
    const tags = m[1]!.split(',')
    const kind = kindBy(tags, text)
    const severity = tags.map((t) => severities[t]).find((s) => s !== undefined)
    const user = /\buser (\S+)/.exec(text)?.[1]
    const mac = /src-mac ([0-9a-f:]{17})/i.exec(text)?.[1]
    // The log prefix is the user's own; RouterOS itself does not write what a rule did.
    const prefix = /^(.*?)\s*(?:input|forward|output|prerouting):/.exec(text)?.[1]
    return {
      vendor: 'MikroTik',
      product: 'RouterOS',
      kind,
      text,
      severity: severity ?? null,
      action: kind === 'traffic' ? actionOf(prefix?.replaceAll(/[-_]/g, ' ')) : null,
      ...(user && { user }),
      ...(mac && { src: { mac } }),
      ...(kind === 'login' && { outcome: /logged out/.test(text) ? undefined : outcomeOf(text) }),
    }
  },
}
