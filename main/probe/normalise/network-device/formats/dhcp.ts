import type { Format } from '../reading.ts'

const ack =
  /DHCP(?:ACK|REQUEST|OFFER)\S*\s*(?:\(\w+\))?\s*(?:on|for)?\s*((?:\d{1,3}\.){3}\d{1,3})(?: \([\d.]+\))?\s*(?:to|from)?\s*((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?:\s*\(?([\w.-]+)\)?)?/i
const other =
  /((?:\d{1,3}\.){3}\d{1,3})\s+(?:to|from|for client)\s+((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?:\s*\(([\w.-]+)\))?/i

/** DHCP servers (ISC dhcpd, dnsmasq, Infoblox): who got which address. Names people know come from here. */
export const dhcp: Format = {
  id: 'dhcp',
  matches: ({ header, raw }) =>
    /^(?:dhcpd|dnsmasq-dhcp|dhcpd6|kea-dhcp4)$/.test(header.app ?? '') ||
    /\b(?:dhcpd\[\d+\]|DHCPACK)/.test(raw),
  read: ({ header, raw }) => {
    const text = /dhcpd?(?:\[\d+\])?: (.*)$/.exec(raw)?.[1] ?? header.message
    const m = ack.exec(text) ?? other.exec(text)
    const name = m?.[3] && m[3] !== 'via' ? m[3] : undefined
    const lease = m !== null && /DHCPACK/.test(text)
    return {
      vendor: 'DHCP',
      product: header.app ?? 'dhcpd',
      kind: 'device-health',
      action: null,
      text: m ? '' : text,
      ...(m && { src: { address: m[1]!, mac: m[2]!, ...(name && { name }) } }),
      ...(lease && { reason: 'lease' as const }),
    }
  },
}
