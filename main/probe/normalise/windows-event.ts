import { SaxesParser } from 'saxes'
import type { FieldValue, LogEvent } from '../../contract/event.ts'
import { nameAsSysmon } from './windows-alias.ts'

/** How much of a damaged or hostile record is kept. */
const longestValue = 256 * 1024
const mostFields = 500

type Draft = { system: Record<string, string>; data: Map<string, string[]>; names: number }

// Characters that XML 1.0 forbids do occur in event texts, plain and as references.
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined

/** Attributes of `System` children under the names that Sigma rules use (as Winlogbeat and evtx tools do). */
const systemNames: Readonly<Record<string, string>> = {
  'Provider.Name': 'Provider_Name',
  'Execution.ProcessID': 'System_ProcessID',
  'Security.UserID': 'System_UserID',
}

/** Recorders pad hexadecimal numbers with zeros; Windows itself, and so every rule, does not. */
const unpadded = (value: string): string => value.replace(/^0x0+(?=[0-9a-f]+$)/i, '0x')

const toEvent = ({ system, data }: Draft, source: string): LogEvent | null => {
  const eventId = whole(system.EventID)
  const time = Date.parse(system.SystemTime ?? '')
  if (eventId === undefined || Number.isNaN(time)) return null
  const recordId = whole(system.EventRecordID)
  const fields: Record<string, FieldValue> = Object.create(null)
  for (const [name, value] of Object.entries(system)) if (name !== 'SystemTime') fields[name] = value
  for (const [name, values] of data)
    fields[name] = values.length === 1 ? unpadded(values[0] as string) : values
  const event: LogEvent = {
    category: 'log',
    source,
    at: new Date(time).toISOString(),
    logsource: { product: 'windows' },
    channel: system.Channel ?? '',
    eventId,
    ...(system.Provider_Name === undefined ? {} : { provider: system.Provider_Name }),
    ...(recordId === undefined ? {} : { recordId }),
    ...(system.Computer ? { host: system.Computer } : {}),
    fields,
  }
  nameAsSysmon(event, fields)
  return event
}

/**
 * Reads one `<Event>` element as `wevtutil qe … /f:xml` prints it (Microsoft Learn, "Event schema"): `System` with its
 * attributes, `EventData` by name (nameless values together as `Data`), `UserData` by the names of its innermost elements.
 * Null for anything else, also where id or time are missing. A document type is refused, so entities cannot grow.
 * Never throws. Pure.
 */
export const readWindowsEvent = (xml: string, source: string): LogEvent | null => {
  const draft: Draft = { system: Object.create(null), data: new Map(), names: 0 }
  const path: string[] = []
  let text = ''
  let leaf = ''
  let broken = false
  const keep = (name: string, value: string) => {
    if (draft.names >= mostFields) return
    draft.names += 1
    const values = draft.data.get(name)
    if (values) values.push(value.slice(0, longestValue))
    else draft.data.set(name, [value.slice(0, longestValue)])
  }
  const parser = new SaxesParser({ fragment: true, position: false })
  parser.on('error', () => {
    broken = true
  })
  parser.on('doctype', () => {
    broken = true
  })
  parser.on('opentag', (tag) => {
    path.push(tag.name)
    text = ''
    leaf = tag.name
    const attributes = tag.attributes as Readonly<Record<string, string>>
    if (path[1] === 'System' && path.length === 3)
      for (const [name, value] of Object.entries(attributes)) {
        const known = systemNames[`${tag.name}.${name}`]
        if (known) draft.system[known] = value
        else if (name === 'SystemTime') draft.system.SystemTime = value
      }
    else if (tag.name === 'Data' && path[1] === 'EventData') leaf = attributes.Name ?? 'Data'
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', (tag) => {
    if (path[1] === 'System' && path.length === 3 && text)
      draft.system[tag.name] = text.slice(0, longestValue)
    else if (path[1] === 'EventData' && path.length === 3) keep(leaf, text)
    // Only an element without children carries a value there.
    else if (path[1] === 'UserData' && path.length >= 3 && leaf === tag.name) keep(tag.name, text)
    path.pop()
    leaf = ''
    text = ''
  })
  try {
    // The parser takes half a surrogate pair together with the character after it.
    parser.write(xml.toWellFormed().replace(forbidden, '\ufffd')).close()
  } catch {
    return null
  }
  return broken ? null : toEvent(draft, source)
}
