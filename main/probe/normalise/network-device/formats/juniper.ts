import { keyValues } from '../fields.ts'
import { actionOf, kindOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'
import { structuredData } from '../syslog-header.ts'

const tag =
  /\b(RT_[A-Z]+|AAMW_\w+|SECINTEL_\w+|FLOW_\w+|IDP_\w+|UI_[A-Z_]+|SNMP_TRAP_\w+|LOGIN_\w+|SSHD_\w+|ANTISPAM_\w+|AV_\w+|WEBFILTER_\w+|APPTRACK_\w+)\b/g

const kindBy = (tags: string, text: string): Reading['kind'] => {
  if (/SECINTEL/.test(tags)) return 'bad-site'
  if (/AAMW|AV_VIRUS|AV_FILE/.test(tags)) return 'malware'
  if (/RT_IDS|RT_SCREEN|IDP_ATTACK|RT_IDP/.test(tags)) return 'intrusion'
  if (/UI_COMMIT|UI_CFG|UI_LOAD/.test(tags)) return 'config-change'
  if (/LOGIN|UI_AUTH|SSHD/.test(tags)) return 'login'
  if (/RT_FLOW|FLOW_|WEBFILTER|APPTRACK/.test(tags)) return 'traffic'
  return kindOf(text) ?? 'device-health'
}

const denied = /SESSION_DENY|SCREEN|_FAIL\b|URL_BLOCKED/

/** `a/p->b/p service c/p->d/p`: the second pair is what NAT made of the first. */
const translated = (raw: string): Pick<Reading, 'src' | 'dst'> => {
  const pairs = [...raw.matchAll(/([\d.]+)\/(\d{1,5})->([\d.]+)\/(\d{1,5})/g)]
  const [first, second] = pairs
  if (!first || !second) return {}
  const end = (i: number) => ({
    address: first[i]!,
    port: Number(first[i + 1]),
    nat: { address: second[i]!, port: Number(second[i + 1]) },
  })
  return { src: end(1), dst: end(3) }
}

/** Juniper Junos (SRX), structured (`[junos@2636… key="v"]`) and plain (`RT_FLOW_SESSION_CREATE: session created a/p->b/p …`). */
export const juniper: Format = {
  id: 'juniper',
  matches: ({ raw }) =>
    raw.includes('[junos@') ||
    /\b(?:RT_FLOW|RT_IDS|RT_UTM|RT_IDP|RT_AAMW|RT_SECINTEL|RT_SCREEN|SNMP_TRAP_LINK|UI_COMMIT|UI_CFG|UI_AUTH|UI_LOGIN)/.test(
      raw,
    ),
  read: ({ raw }) => {
    const tags = [...raw.matchAll(tag)].map((m) => m[1]).join(' ')
    const at = raw.indexOf('[junos@')
    const data = at < 0 ? null : structuredData(raw, at)
    const fields = data?.fields ?? keyValues(raw)
    const kind = kindBy(tags, raw)
    const action =
      actionOf(fields.get('action')) ??
      (denied.test(tags) ? 'blocked' : /SESSION_CREATE|SESSION_CLOSE|PERMITTED/.test(tags) ? 'passed' : null)
    const threat = Number(fields.get('threatseverity') ?? fields.get('verdictnumber'))
    return {
      vendor: 'Juniper',
      product: 'Junos',
      fields,
      text: data ? '' : raw,
      ...(data ? {} : translated(raw)),
      code: tags.split(' ').at(-1),
      kind,
      action,
      ...(Number.isInteger(threat) && { severity: threat >= 8 ? 2 : 4 }),
      signature: fields.get('attackname') ?? fields.get('malwareinfo') ?? fields.get('feedname'),
    }
  },
}
