import { delimitedValues, spacedValues } from '../fields.ts'
import { actionIn, kindOf, kindText, severityOfTen } from '../meaning.ts'
import type { Format } from '../reading.ts'

// Version 2.0 may name its delimiter as a sixth part: one character or its hex code.
const start =
  /(?:LEEF:\s?|^|\s)([12](?:\.0)?)\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|(?:(x?[0-9A-Fa-f]{2,4}|0x[0-9A-Fa-f]+|[^\w\s])\|)?/

const delimiterOf = (named: string | undefined, body: string): string | null => {
  if (named?.length === 1) return named
  if (named) {
    const code = Number.parseInt(named.replace(/^0?x/i, ''), 16)
    if (code > 0 && code < 0x110000) return String.fromCodePoint(code)
  }
  // rsyslog writes a tab as `#011`.
  for (const d of ['\t', '#011', '|', '^']) if (body.includes(`${d}`) && body.split(d).length > 2) return d
  return null
}

/** IBM Log Event Extended Format 1.0 and 2.0 of any vendor; WatchGuard, Panda and Palo Alto among them. */
export const leef: Format = {
  id: 'leef',
  matches: ({ raw }) =>
    raw.includes('LEEF:') || /^(?:<\d+>)?\s*[12]\.0\|[^|]+\|[^|]+\|[^|]*\|[^|]*\|/.test(raw.slice(0, 400)),
  read: ({ raw }) => {
    const m = start.exec(raw)
    if (!m) return null
    const body = raw.slice(m.index + m[0].length)
    const delimiter = delimiterOf(m[6], body)
    const fields = delimiter ? delimitedValues(body, delimiter) : spacedValues(body)
    const about = `${m[5]} | ${kindText(fields)}`
    const kind = kindOf(about) ?? undefined
    const security = kind === 'malware' || kind === 'intrusion' || kind === 'bad-site'
    return {
      vendor: m[2]!.trim(),
      product: m[3]!.trim(),
      fields,
      text: fields.get('msg') ?? '',
      code: m[5]!,
      action: actionIn(fields),
      severity: severityOfTen(fields.get('sev') ?? fields.get('severity')),
      ...(kind && { kind }),
      ...(security && {
        signature: fields.get('signature') ?? fields.get('virus') ?? fields.get('msg') ?? m[5]!,
      }),
    }
  },
}
