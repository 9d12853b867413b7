import { keyValues } from '../fields.ts'
import { actionOf } from '../meaning.ts'
import type { Format } from '../reading.ts'

/** Linux netfilter `LOG` lines (`IN=eth0 OUT= SRC=… DST=… PROTO=… SPT=… DPT=…`), also of Ubiquiti, Synology, DD-WRT and many routers. */
export const netfilter: Format = {
  id: 'netfilter',
  matches: ({ raw }) => raw.includes('SRC=') && raw.includes('DST=') && raw.includes('PROTO='),
  read: ({ raw, header }) => {
    const at = Math.max(0, raw.search(/\bIN=|\bSRC=/))
    const fields = keyValues(raw.slice(at))
    const macs = /\bMAC=((?:[0-9a-f]{2}:){5}[0-9a-f]{2}):((?:[0-9a-f]{2}:){5}[0-9a-f]{2})/i.exec(raw)
    fields.delete('mac')
    // The prefix is the rule's own: `[LAN_LOCAL-default-A]`, `IPTABLES-DROP:`, `[UFW BLOCK]`.
    const prefix =
      /([\w[][^\]:]{0,60})[\]:]?\s*$/.exec(
        raw.slice(Math.max(0, at - 70), at).replace(/\[\s*[\d.]+\]/, ''),
      )?.[1] ?? ''
    const letter = /-([ADR])\]?$/.exec(prefix.trim())?.[1]
    const ubiquiti = letter !== undefined || /U7|USG|UDM|UCG|UAP/i.test(header.host ?? '')
    return {
      vendor: ubiquiti ? 'Ubiquiti' : 'Linux',
      product: 'netfilter',
      fields,
      text: '',
      kind: 'traffic',
      action: letter
        ? letter === 'A'
          ? 'passed'
          : 'blocked'
        : (actionOf(prefix.replaceAll(/[-_[\]]/g, ' ')) ?? null),
      ...(macs && { dst: { mac: macs[1]! }, src: { mac: macs[2]! } }),
    }
  },
}
