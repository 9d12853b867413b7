import { jsonValues } from '../fields.ts'
import { actionOf } from '../meaning.ts'
import type { Format, Reading } from '../reading.ts'

const malwareCategory = /trojan|malware|command and control|exploit kit|ransom|coin mining|c2/i
const fast =
  /\[\*\*\] \[(\d+:\d+:\d+)\] (.+?) \[\*\*\](?: \[Classification: ([^\]]*)\])?(?: \[Priority: (\d)\])? \{(\w+)\} (.+)$/

/** Suricata EVE JSON, one object a line, and the one-line `fast.log` of Suricata and Snort. */
export const suricata: Format = {
  id: 'suricata',
  matches: ({ raw }) =>
    (raw.includes('"event_type"') && raw.includes('"src_ip"') && raw.includes('{')) || raw.includes('[**]'),
  read: ({ raw }) => {
    const line = fast.exec(raw)
    if (line) {
      const severity = Number(line[4] ?? 3)
      const kind = malwareCategory.test(line[3] ?? '') ? 'malware' : 'intrusion'
      return {
        vendor: 'Suricata',
        product: 'fast.log',
        kind,
        code: line[1]!,
        signature: line[2]!,
        severity: severity + 1,
        text: line[6]!,
        action: /\[Drop\]|\[wDrop\]/.test(raw) ? 'blocked' : 'detected',
      }
    }
    let value: unknown
    try {
      value = JSON.parse(raw.slice(raw.indexOf('{')))
    } catch {
      return null
    }
    const fields = jsonValues(value)
    const type = fields.get('eventtype') ?? ''
    const alert = type === 'alert'
    const about = `${fields.get('alertcategory') ?? ''} ${fields.get('alertsignature') ?? ''}`
    const kind: Reading['kind'] = alert
      ? malwareCategory.test(about)
        ? 'malware'
        : 'intrusion'
      : type === 'anomaly' || type === 'stats'
        ? 'device-health'
        : 'traffic'
    const severity = Number(fields.get('alertseverity'))
    const allowed = fields.get('alertaction') === 'allowed'
    return {
      vendor: 'Suricata',
      product: 'EVE',
      fields,
      text: '',
      kind,
      // "allowed" in an alert only says that Suricata did not stop it: it watches.
      action: alert
        ? allowed
          ? 'detected'
          : 'blocked'
        : (actionOf(fields.get('dropreason') ?? undefined) ?? (type === 'drop' ? 'blocked' : 'passed')),
      ...(severity >= 1 && severity <= 4 && { severity: severity + 1 }),
      code: fields.get('alertsignatureid') ?? type,
      signature: fields.get('alertsignature'),
      observer: { name: fields.get('host') },
    }
  },
}
