import { knownChannels } from '../../sigma/windows-logsource.ts'

/** Records of these ids come by the thousand and no rule that ships or is common needs them (Microsoft Learn). */
const noise: Readonly<Record<string, readonly number[]>> = {
  // Network filter decisions, handles being closed, logoffs of machine sessions.
  security: [5156, 5158, 5157, 5152, 4658, 4690, 4634, 5379, 4798, 4799],
}

/** How far each channel has been read: record number by channel name. */
export type ChannelMarks = Readonly<Record<string, number>>

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Of the channels that a PC has (`wevtutil el`), those that rules can read. Case does not matter. Pure. */
export const wantedChannels = (present: readonly string[]): string[] => {
  const known = new Set(knownChannels)
  return present.map((c) => c.trim()).filter((c) => known.has(c.toLowerCase()))
}

/**
 * One structured query (Microsoft Learn, "Query Schema") over all channels, each from its own mark on. `<` and `>` are
 * escaped as XML asks. Pure.
 */
export const structuredQuery = (marks: ChannelMarks): string => {
  const selects = Object.entries(marks).map(([channel, mark]) => {
    const without = (noise[channel.toLowerCase()] ?? []).map((id) => ` and EventID!=${id}`).join('')
    return `<Select Path="${escaped(channel)}">*[System[EventRecordID&gt;${mark}${without}]]</Select>`
  })
  return `<QueryList><Query Id="0">${selects.join('')}</Query></QueryList>`
}
