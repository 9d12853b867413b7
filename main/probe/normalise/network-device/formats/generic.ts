import { firstValue } from '../end-names.ts'
import { colonValues, type Fields, jsonValues, keyValues, xmlValues } from '../fields.ts'
import { addressesIn } from '../free-text.ts'
import {
  actionIn,
  actionOf,
  kindOf,
  kindText,
  severityOfTen,
  severityOfWord,
  signatureOf,
} from '../meaning.ts'
import type { Format, Line, Reading } from '../reading.ts'
import { csvReading } from './generic-csv.ts'
import { vendorByMark } from './vendor-marks.ts'

const fieldsOf = ({ raw, header }: Line): { fields: Fields; style: string } => {
  const brace = raw.indexOf('{')
  if (brace >= 0 && raw.trimEnd().endsWith('}'))
    try {
      return { fields: jsonValues(JSON.parse(raw.slice(brace))), style: 'json' }
    } catch {
      // Not JSON after all: the line is read as text below.
    }
  if (raw.includes('</') && raw.includes('<')) return { fields: xmlValues(raw), style: 'xml' }
  const pairs = keyValues(header.message)
  if (header.data) for (const [k, v] of header.data) if (!pairs.has(k)) pairs.set(k, v)
  if (pairs.size >= 2) return { fields: pairs, style: 'key-value' }
  const colons = colonValues(header.message.slice(0, 4000))
  return colons.size >= 3
    ? { fields: new Map([...pairs, ...colons]), style: 'colon' }
    : { fields: pairs, style: 'text' }
}

const severityIn = (fields: Fields): number | null => {
  const word =
    fields.get('severity') ??
    fields.get('sev') ??
    fields.get('level') ??
    fields.get('priority') ??
    fields.get('threatlevel')
  return severityOfWord(word) ?? (/^\d+$/.test(word ?? '') && fields.has('sev') ? severityOfTen(word) : null)
}

/**
 * The last resort, for devices nobody told us about: JSON, XML, `key=value`, `key: value`, comma-separated, free text.
 * Null when nothing in the line is understood: then it is kept as unreadable.
 */
export const generic: Format = {
  id: 'generic',
  matches: () => true,
  read: (line) => {
    const { header, raw } = line
    const csv = csvReading(header.message)
    if (csv) return { ...csv, vendor: vendorByMark(raw) }
    const { fields, style } = fieldsOf(line)
    const text =
      style === 'json' || style === 'xml'
        ? (firstValue(fields, ['msg', 'message', 'log', 'event', 'description', 'text']) ?? '')
        : header.message
    // Names of fields (`threatname=None`) say nothing about this line; only their values do.
    const words = style === 'text' ? text : text.replace(/[\w.-]+=/g, ' ')
    const pairsAt = text.search(/[\w.-]+=/)
    const prose = style === 'key-value' && pairsAt > 0 ? text.slice(0, pairsAt) : ''
    const values = kindText(fields)
    const about = values ? `${prose} ${values}` : `${header.app ?? ''} ${style === 'colon' ? '' : words}`
    const told = kindOf(about) ?? undefined
    if (!told && fields.size < 3 && addressesIn(raw).length === 0 && !header.app && vendorByMark(raw) === '')
      return null
    if (header.message.trim() === '' && fields.size === 0) return null
    const infected =
      firstValue(fields, ['mlwr', 'virus', 'virusname', 'malware', 'malwarename']) !== undefined
    const kind = infected ? 'malware' : told
    const security = kind === 'malware' || kind === 'intrusion' || kind === 'bad-site'
    return {
      vendor: fields.get('vendor') ?? fields.get('devicevendor') ?? vendorByMark(raw),
      product: (fields.get('product') ?? fields.get('deviceproduct') ?? header.app ?? '').slice(0, 100),
      fields,
      text,
      ...(kind && { kind }),
      action: actionIn(fields) ?? actionOf(text.slice(0, 500)),
      severity: severityIn(fields),
      ...(security && { signature: signatureOf(fields) ?? text.slice(0, 200) }),
    } satisfies Reading
  },
}
