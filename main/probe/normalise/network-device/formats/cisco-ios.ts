import { colonValues, keyValues } from '../fields.ts'
import { actionOf, kindOf, outcomeOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

const head = /%([A-Z][A-Z0-9_]*(?:[-_][A-Z0-9_]+)*)-(?:SW\d-|SP-|STANDBY-)?([0-7])-([A-Za-z0-9_-]+)\s?:?\s*/

const kindBy = (facility: string, mnemonic: string, text: string): Reading['kind'] => {
  if (/^(?:IPS|IDS|FW)$/.test(facility) && /SIGNATURE|ALERT|SIG/.test(mnemonic)) return 'intrusion'
  if (/CONFIG_I|CFGLOG|CONFIG_NV|CONFIG_RESOLVE/.test(mnemonic)) return 'config-change'
  if (/LOGIN|LOGOUT|AUTH/.test(`${facility}${mnemonic}`)) return 'login'
  if (/CRYPTO|VPN|IKE/.test(facility)) return 'vpn'
  if (/ACCESSLOG|ACLLOG|IPACCESS/.test(`${facility}${mnemonic}`)) return 'traffic'
  return kindOf(text) ?? 'device-health'
}

/** Cisco IOS, IOS XE, IOS XR, NX-OS, ACE, UCM: `%FACILITY-SEVERITY-MNEMONIC: text`. */
export const ciscoIos: Format = {
  id: 'cisco-ios',
  matches: ({ raw }) => raw.includes('%') && head.test(raw),
  read: ({ raw }) => {
    const m = head.exec(raw)
    if (!m) return null
    const [, facility, level, mnemonic] = m
    const text = raw.slice(m.index + m[0].length)
    const kind = kindBy(facility!, mnemonic!, text)
    const fields = text.includes('[ ')
      ? keyValues(
          text.replace(/\[\s*([\w ]+?)\s*=\s*([^\]]*)\]/g, (_, k, v) => ` ${k.replaceAll(' ', '')}="${v}"`),
        )
      : colonValues(text.slice(0, 2000))
    const user = /\b(?:user|by)[: ]+'?([\w.\\@-]+)/i.exec(text)?.[1]
    return {
      vendor: 'Cisco',
      product: facility!.startsWith('ACE') ? 'ACE' : facility!.startsWith('UC_') ? 'UCM' : 'IOS',
      code: `${facility}-${mnemonic}`,
      severity: Number(level),
      fields,
      text,
      kind,
      action:
        kind === 'traffic' || kind === 'intrusion'
          ? (actionOf(text) ?? (kind === 'intrusion' ? 'detected' : null))
          : null,
      ...(kind === 'login' && !/LOGOUT/i.test(mnemonic!) && { outcome: outcomeOf(`${mnemonic} ${text}`) }),
      ...(kind === 'intrusion' && {
        signature: text
          .replace(/\[[^\]]*\]\s*$/, '')
          .trim()
          .slice(0, 200),
      }),
      ...(user && !/^(?:console|vty\d*)$/.test(user) && { user }),
    }
  },
}
