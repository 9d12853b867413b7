import { keyValues } from '../fields.ts'
import { actionOf, kindOf, outcomeOf, severityOfWord } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

const head = /NetScreen device_id=(\S*)\s+(?:\[\w*\])?\s*(?:system-(\w+)-(\d{5}))?(?:\((\w+)\))?:?\s*/

/** Juniper NetScreen / ScreenOS (SSG): `NetScreen device_id=… [Root]system-notification-00257(traffic): …`. */
export const netscreen: Format = {
  id: 'netscreen',
  matches: ({ raw }) => raw.includes('NetScreen'),
  read: ({ raw }) => {
    const m = head.exec(raw)
    if (!m) return { vendor: 'Juniper', product: 'NetScreen' }
    const text = raw.slice(m.index + m[0].length)
    const fields = keyValues(text)
    const modified = /\bwas (?:modified|added|deleted)|configuration/i.test(text)
    const kind: Reading['kind'] =
      m[4] === 'traffic'
        ? 'traffic'
        : /login|logged|admin user/i.test(text)
          ? 'login'
          : modified
            ? 'config-change'
            : (kindOf(text) ?? 'device-health')
    const user = /\bby (?:admin )?(\S+) via/.exec(text)?.[1]
    const host = /from host ([\d.]+) to ([\d.]+):(\d+)/.exec(text)
    return {
      vendor: 'Juniper',
      product: 'NetScreen',
      fields,
      text: kind === 'traffic' ? '' : text,
      code: m[3],
      severity: severityOfWord(m[2]),
      kind,
      action: actionOf(fields.get('action')) ?? (kind === 'intrusion' ? 'blocked' : null),
      ...(kind === 'login' && { outcome: outcomeOf(text) }),
      ...(user && { user }),
      ...(host && { src: { address: host[1]! }, dst: { address: host[2]!, port: Number(host[3]) } }),
      ...(kind === 'intrusion' && { signature: text.slice(0, 200) }),
    }
  },
}
