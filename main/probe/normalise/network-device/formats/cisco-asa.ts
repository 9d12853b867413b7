import type { NetworkEnd } from '../../../../contract/event.ts'
import { parseEndpoint } from '../address.ts'
import { colonValues } from '../fields.ts'
import { actionOf, kindOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

type Kind = NonNullable<Reading['kind']>
const head = /%(ASA|FTD|PIX|FWSM)-(?:[\w]+-)?([0-7])-(\d{6}):?\s*/

// Message numbers of the ASA syslog guide that mean more than their words say.
const byCode: readonly (readonly [RegExp, Partial<Reading>])[] = [
  [
    /^(?:106012|106017|106020|106021|106022|106016|400\d{3}|401004|4301[0-9]{2}|430001|733101)$/,
    { kind: 'intrusion' },
  ],
  [/^(?:106012|106016|106017|106020|106021|106022|401004)$/, { kind: 'intrusion', reason: 'spoofing' }],
  [/^(?:338\d{3})$/, { kind: 'bad-site' }],
  [/^(?:430004|430005)$/, { kind: 'malware' }],
  [/^(?:11100[2-57]|502101|502102|502103)$/, { kind: 'config-change' }],
  [/^111(?:008|009|010)$/, { kind: 'device-health' }],
  [/^(?:113006|308001)$/, { kind: 'login', outcome: 'failure', reason: 'repeated-failure' }],
  [/^(?:605004|113005|113015|113021|611102|716039|109006|109017)$/, { kind: 'login', outcome: 'failure' }],
  [/^(?:605005|113012|113004|611101|716038|109005)$/, { kind: 'login', outcome: 'success' }],
  [/^(?:201008|710004|201009|201010|201011)$/, { kind: 'device-health', reason: 'overload' }],
  [/^(?:105005|105008|105009|105043|105004|105003|1040\d\d)$/, { kind: 'device-health', reason: 'failover' }],
  [/^(?:405001|405003|405002)$/, { kind: 'device-health', reason: 'address-conflict' }],
  [/^(?:444\d{3}|505\d{3}|323\d{3})$/, { kind: 'device-health' }],
  [/^(?:722\d{3}|71[36]\d{3}|60310\d|40\d{4}|7500\d\d)$/, { kind: 'vpn' }],
  [
    /^(?:106\d{3}|30[2-5]\d{3}|313\d{3}|4190\d\d|500\d{3}|410\d{3}|710\d{3}|209\d{3}|43400\d|42000\d|43000[23])$/,
    { kind: 'traffic' },
  ],
]

const near = (text: string): NetworkEnd => {
  const end = parseEndpoint(text)
  return end ?? {}
}
const zoned =
  /([\w.-]+)[:/]((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f:]*::[0-9a-f:]*)[/(](\d{1,5})\)?(?: ?\(((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,5})\))?/gi

/** `Built inbound … for outside:a/p (nat/p) to inside:b/p`: who began it depends on the direction word. */
const connection = (text: string): Pick<Reading, 'src' | 'dst'> | null => {
  const both = [...text.matchAll(zoned)]
  if (both.length < 2) return null
  const [first, second] = both.map((m) => ({
    ...near(`${m[2]}/${m[3]}`.replace(/^([0-9a-f:]*::[0-9a-f:]*)\/(\d+)$/i, '[$1]:$2')),
    ...(m[4] && m[4] !== m[2] ? { nat: { address: m[4], port: Number(m[5]) } } : {}),
  }))
  return /\boutbound\b/i.test(text) ? { src: second, dst: first } : { src: first, dst: second }
}

/** Cisco ASA, PIX, FWSM and Firepower Threat Defense messages: `%ASA-4-106023: …`. */
export const ciscoAsa: Format = {
  id: 'cisco-asa',
  matches: ({ raw }) => /%(?:ASA|FTD|PIX|FWSM)-/.test(raw),
  read: ({ raw }) => {
    const m = head.exec(raw)
    if (!m) return null
    const [, product, level, code] = m
    const text = raw.slice(m.index + m[0].length)
    const known = byCode.find(([re]) => re.test(code!))?.[1] ?? {}
    const spoof = byCode[1]![0].test(code!) ? byCode[1]![1] : {}
    const dynamic = code!.startsWith('3380') || code!.startsWith('3382') || code!.startsWith('3381')
    const named = code!.startsWith('430')
    const kind: Kind =
      (dynamic ? 'bad-site' : code!.startsWith('3383') ? 'device-health' : known.kind) ??
      kindOf(text) ??
      'device-health'
    const user = /\b(?:user(?:name)?|Uname:?)\s*[=:]?\s*'?"?([\w.@\\-]+)/i.exec(text)?.[1]
    const built = /^(?:Built|Teardown)/.test(text) ? ('passed' as const) : undefined
    return {
      vendor: 'Cisco',
      product: product!,
      code: code!,
      severity: Number(level),
      text,
      kind,
      action:
        built ??
        (kind === 'device-health' || kind === 'config-change' || kind === 'login' ? null : actionOf(text)),
      ...(named && { fields: colonValues(text), text: '' }),
      ...(known.outcome && { outcome: known.outcome }),
      ...((known.reason ?? spoof.reason) && { reason: known.reason ?? spoof.reason }),
      ...(user && !named && user.toLowerCase() !== 'user' && { user }),
      ...((kind === 'intrusion' || kind === 'bad-site') && { signature: text.slice(0, 200) }),
      ...(named ? {} : connection(text)),
    }
  },
}
