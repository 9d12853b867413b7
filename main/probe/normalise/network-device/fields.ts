/** Fields of a line, keyed by their name in lower case without punctuation: `src_ip` and `srcIP` are both `srcip`. */
export type Fields = ReadonlyMap<string, string>

/** The plain form of a field's name. Prefixes that vendors put before CEF custom names go. Pure. */
export const fieldKey = (name: string): string => {
  const key = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return key.replace(/^(?:ftntfgt|fortinetfortigate|unifi|panos)(?=.)/, '')
}

const maxFields = 300
const put = (fields: Map<string, string>, key: string, value: string) => {
  const k = fieldKey(key)
  if (k && fields.size < maxFields && !fields.has(k)) fields.set(k, value)
}

const pair =
  /(?:^|[\s,;|({[<])([A-Za-z_][\w.\-/]{0,63})(?:\(\d{1,5}\))?=(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|[”“]([^”“]*)[”“]|([^\s,;|"]*(?:,(?!\s|[\w.-]+=)[^\s,;|"]*)*))/g

/**
 * `key=value` pairs anywhere in a text: quotes of three kinds, separators blank, comma, semicolon, bar and tab.
 * The first of repeated keys wins; at most 300. Pure.
 */
export const keyValues = (text: string): Map<string, string> => {
  const fields = new Map<string, string>()
  for (const m of text.matchAll(pair)) {
    const value = m[2] ?? m[3] ?? m[4] ?? m[5] ?? ''
    put(
      fields,
      m[1]!,
      m[2] !== undefined && value.includes('\\') ? value.replace(/\\(["\\\]])/g, '$1') : value,
    )
  }
  return fields
}

const colon =
  /(?:^|[[;,]\s*|\s)([A-Za-z_][\w.\- ]{0,40}?)\s?::?\s?(?:"((?:[^"\\]|\\[\s\S])*)"|([^;,"[\]]*))(?=[;,\]]|$)/g

/** `Key: value, Key: value` and `key:"value"; key::"value"` (Check Point, Cisco FTD). Pure. */
export const colonValues = (text: string): Map<string, string> => {
  const fields = new Map<string, string>()
  for (const m of text.matchAll(colon)) put(fields, m[1]!, (m[2] ?? m[3] ?? '').trim())
  return fields
}

/** `key=value with blanks key2=…` as in a CEF extension: a value reaches to the next key. `\=` and `\n` are escapes. Pure. */
export const spacedValues = (text: string): Map<string, string> => {
  const fields = new Map<string, string>()
  const starts = [...text.matchAll(/(?:^|\s|\|)([A-Za-z_][\w.\-[\]]{0,63})=/g)]
  for (const [i, m] of starts.entries()) {
    const from = m.index + m[0].length
    const to = starts[i + 1]?.index ?? text.length
    const value = text.slice(from, to).trim()
    const bare = value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value
    put(fields, m[1]!, bare.includes('\\') ? bare.replace(/\\([=\\|])/g, '$1').replace(/\\[nr]/g, ' ') : bare)
  }
  return fields
}

/** Pairs between one given delimiter, as in LEEF. Pure. */
export const delimitedValues = (text: string, delimiter: string): Map<string, string> => {
  const fields = new Map<string, string>()
  for (const part of text.split(delimiter)) {
    const at = part.indexOf('=')
    if (at > 0) put(fields, part.slice(0, at).trim(), part.slice(at + 1).trim())
  }
  return fields
}

/** A JSON value's leaves, by their own name and by their dotted path. Depth ≤ 6. Pure. */
export const jsonValues = (value: unknown): Map<string, string> => {
  const fields = new Map<string, string>()
  const walk = (v: unknown, path: string, own: string, depth: number) => {
    if (v === null || v === undefined || depth > 6) return
    if (typeof v !== 'object') {
      put(fields, path, String(v))
      put(fields, own, String(v))
    } else if (Array.isArray(v)) for (const item of v.slice(0, 5)) walk(item, path, own, depth + 1)
    else for (const [k, item] of Object.entries(v)) walk(item, path ? `${path}.${k}` : k, k, depth + 1)
  }
  walk(value, '', '', 0)
  return fields
}

/** `<Name>text</Name>` and `<Data Name="X">text</Data>` of flat XML, as event forwarders send it. Pure. */
export const xmlValues = (text: string): Map<string, string> => {
  const fields = new Map<string, string>()
  for (const m of text.matchAll(/<([A-Za-z]\w{0,60})(?:\s+Name=["']([^"']*)["'])?[^<>]*>([^<]{0,2000})<\//g))
    put(fields, m[2] ?? m[1]!, m[3]!.trim())
  for (const m of text.matchAll(/\s([A-Za-z]\w{0,60})=["']([^"'<>]*)["']/g)) put(fields, m[1]!, m[2]!)
  return fields
}

/** Splits one CSV line; quotes may hold commas, doubled quotes are quotes. Pure. */
export const csvValues = (line: string): string[] => {
  if (!line.includes('"')) return line.split(',')
  const out: string[] = []
  for (const m of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"?([^,]*)|([^,]*))/g))
    out.push(m[3] ?? m[1]!.replaceAll('""', '"') + m[2]!)
  return out
}
