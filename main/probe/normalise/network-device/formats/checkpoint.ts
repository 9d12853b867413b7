import { colonValues, keyValues } from '../fields.ts'
import { actionOf, kindOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

type Kind = NonNullable<Reading['kind']>
const byProduct: readonly (readonly [RegExp, Kind])[] = [
  [/anti.?malware|anti.?bot/i, 'bad-site'],
  [/anti.?virus|threat emulation|threat extraction|forensics|endpoint.*malware/i, 'malware'],
  [/smartdefense|smart ?event|\bips\b|ddos/i, 'intrusion'],
]

/** Check Point Log Exporter: `CheckPoint 19710 - [action:"Drop"; …]` and its RFC 5424 form `[x@2620 action="Drop" …]`. */
export const checkpoint: Format = {
  id: 'checkpoint',
  matches: ({ raw }) =>
    /CheckPoint\b/.test(raw) && (raw.includes('[action:') || raw.includes('@2620') || raw.includes('loguid')),
  read: ({ raw, header }) => {
    const bracket = raw.indexOf('[', raw.indexOf('CheckPoint'))
    if (bracket < 0) return null
    const body = raw.slice(bracket + 1)
    const fields = header.data?.size
      ? new Map(header.data)
      : body.includes(':"')
        ? colonValues(body)
        : keyValues(body)
    const product = fields.get('product') ?? ''
    const action = fields.get('action') ?? fields.get('ruleaction') ?? ''
    const said = `${fields.get('malwareaction') ?? ''} ${fields.get('protectionname') ?? ''} ${fields.get('protectiontype') ?? ''} ${fields.get('subject') ?? ''} ${fields.get('operation') ?? ''}`
    let kind = byProduct.find(([re]) => re.test(product))?.[1]
    // Only the threat blades prevent, detect and quarantine.
    const threat = /^(?:prevent|detect|quarantine)$/i.test(action)
    if (threat) kind ??= 'intrusion'
    if (
      !kind &&
      (/^(?:encrypt|decrypt|key install)$/i.test(action) || fields.has('ike') || /vpn routing/i.test(body))
    )
      kind = 'vpn'
    if (!kind && /log ?in|log ?out/i.test(said)) kind = 'login'
    if (!kind && /modify object|create object|delete object|install policy|publish/i.test(said))
      kind = 'config-change'
    kind ??=
      kindOf(said) ??
      (fields.has('src') || /^(?:accept|allow|drop|reject|block|bypass|inspect|monitored|flag)$/i.test(action)
        ? 'traffic'
        : 'device-health')
    if (kind === 'malware' && /update/i.test(fields.get('updatestatus') ?? '')) kind = 'device-health'
    const failed =
      /fail/i.test(`${fields.get('status') ?? ''} ${said} ${fields.get('auditstatus') ?? ''}`) ||
      /reject/i.test(action)
    return {
      vendor: 'Check Point',
      product: product || 'Security Gateway',
      fields,
      text: '',
      kind,
      action:
        kind === 'login'
          ? null
          : /^(?:encrypt|decrypt|monitored|inspect)$/i.test(action)
            ? /^mon/i.test(action)
              ? 'detected'
              : 'passed'
            : actionOf(action),
      signature: fields.get('protectionname') ?? fields.get('attack'),
      ...(threat && { severity: 2 }),
      observer: { name: header.host ?? undefined, address: fields.get('origin') },
      ...(kind === 'login' && { outcome: failed ? ('failure' as const) : ('success' as const) }),
    }
  },
}
