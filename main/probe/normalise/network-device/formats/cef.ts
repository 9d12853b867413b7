import { spacedValues } from '../fields.ts'
import { actionIn, actionOf, kindOf, kindText, severityOfTen } from '../meaning.ts'
import type { Format } from '../reading.ts'

// Some relays cut the `CEF:` off; a version digit and six bars remain.
const start =
  /(?:CEF:\s?|^|\s)(\d)\|((?:[^|\\]|\\.)*)\|((?:[^|\\]|\\.)*)\|((?:[^|\\]|\\.)*)\|((?:[^|\\]|\\.)*)\|((?:[^|\\]|\\.)*)\|([^|]{0,20})\|/
const unbar = (s: string) => s.replace(/\\([|\\])/g, '$1')

/** ArcSight Common Event Format, version 0 and 1, of any vendor. */
export const cef: Format = {
  id: 'cef',
  matches: ({ raw }) =>
    raw.includes('CEF:') || /(?:^|\s)\d\|[^|]+\|[^|]+\|[^|]*\|[^|]*\|[^|]*\|[^|]*\|/.test(raw.slice(0, 600)),
  read: ({ raw }) => {
    const m = start.exec(raw)
    if (!m) return null
    const fields = spacedValues(raw.slice(m.index + m[0].length))
    // `cs1Label=Virus name cs1=EICAR`: the label is the name of the value.
    for (const [key, label] of [...fields])
      if (key.endsWith('label') && fields.has(key.slice(0, -5))) {
        const plain = label.toLowerCase().replace(/[^a-z0-9]/g, '')
        if (plain && !fields.has(plain)) fields.set(plain, fields.get(key.slice(0, -5))!)
      }
    const name = unbar(m[6]!)
    const about = `${unbar(m[5]!)} | ${name} | ${kindText(fields)}`
    const kind = kindOf(about) ?? undefined
    const security = kind === 'malware' || kind === 'intrusion' || kind === 'bad-site'
    return {
      vendor: unbar(m[2]!).trim(),
      product: unbar(m[3]!).trim(),
      fields,
      text: fields.get('msg') ?? name,
      code: unbar(m[5]!),
      action: actionIn(fields) ?? actionOf(name) ?? actionOf(fields.get('msg')),
      severity: severityOfTen(m[7]!.trim()),
      ...(kind && { kind }),
      ...(security && {
        signature: fields.get('ipssignature') ?? fields.get('signature') ?? fields.get('attack') ?? name,
      }),
    }
  },
}
