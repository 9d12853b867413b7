import { SaxesParser } from 'saxes'

/** One record of a Windows event log, as its XML tells it (Microsoft Learn, "Event schema"). */
export type WindowsRecord = {
  eventId: number
  recordId: number | null
  /** Milliseconds since 1970; null where the record has no readable time. */
  at: number | null
  channel: string | null
  provider: string | null
  computer: string | null
  /** `EventData` by name, nameless values as `Data1`, `Data2`, …; of `UserData` the elements that hold text. */
  data: Readonly<Record<string, string>>
}

/** What could be read, and why reading ended early; `problem` is null when the whole text was read. */
export type WindowsRecords = { records: WindowsRecord[]; problem: string | null }

const blank = () => ({
  eventId: Number.NaN,
  recordId: null as number | null,
  at: null as number | null,
  channel: null as string | null,
  provider: null as string | null,
  computer: null as string | null,
  data: Object.create(null) as Record<string, string>,
})

// Characters that XML 1.0 forbids do occur in event texts; wevtutil writes them as they are.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const whole = (text: string): number | null => (/^\d{1,15}$/.test(text.trim()) ? Number(text) : null)

/**
 * Reads the output of `wevtutil qe … /f:xml`: `<Event>` elements one after the other, without a common root, or
 * within `<Events>`. A damaged text gives the records before the damage. Never throws. Pure.
 */
export const readWindowsEvents = (xml: string): WindowsRecords => {
  const records: WindowsRecord[] = []
  let record = blank()
  let text = ''
  let dataName = ''
  let nameless = 0
  let problem: string | null = null
  const path: string[] = []
  let inUserData = false
  let leaf = ''
  const parser = new SaxesParser({ fragment: true })
  parser.on('error', (error) => {
    problem ??= error.message.slice(0, 200)
  })
  parser.on('opentag', (tag) => {
    if (problem) return
    path.push(tag.name)
    text = ''
    leaf = tag.name
    const attribute = (name: string) => (tag.attributes as Readonly<Record<string, string>>)[name] ?? null
    if (tag.name === 'Event') {
      record = blank()
      nameless = 0
      inUserData = false
    } else if (tag.name === 'Provider') record.provider = attribute('Name')
    else if (tag.name === 'TimeCreated') {
      const at = Date.parse(attribute('SystemTime') ?? '')
      record.at = Number.isNaN(at) ? null : at
    } else if (tag.name === 'UserData') inUserData = true
    else if (tag.name === 'Data') dataName = attribute('Name') ?? `Data${++nameless}`
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', (tag) => {
    if (problem) return
    path.pop()
    const inside = path.at(-1)
    if (inside === 'System') {
      if (tag.name === 'EventID') record.eventId = whole(text) ?? Number.NaN
      else if (tag.name === 'EventRecordID') record.recordId = whole(text)
      else if (tag.name === 'Channel') record.channel = text
      else if (tag.name === 'Computer') record.computer = text
    } else if (tag.name === 'UserData') inUserData = false
    else if (tag.name === 'Data') record.data[dataName] = text
    else if (inUserData && leaf === tag.name && text.trim() !== '') record.data[tag.name] = text
    else if (tag.name === 'Event') {
      if (!Number.isNaN(record.eventId)) records.push(record)
      // Whatever damage comes next never writes into a record that was read.
      record = blank()
    }
    text = ''
  })
  try {
    // The parser takes half a surrogate pair together with the character after it.
    parser.write(
      xml
        .toWellFormed()
        .replace(forbidden, '\ufffd')
        .replace(/^\ufeff/, ''),
    )
    if (!problem) parser.close()
  } catch (error) {
    problem ??= String(error).slice(0, 200)
  }
  return { records, problem }
}
