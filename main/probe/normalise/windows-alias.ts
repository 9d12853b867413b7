import type { FieldValue, LogEvent } from '../../contract/event.ts'

type Fields = Record<string, FieldValue>

/**
 * The same fact has another name in another log. Rules are written with Sysmon's names; these are the names that the
 * logs of a PC without Sysmon use (Microsoft Learn, events 4688, 4657, 5156, 1116).
 */
const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Security/4688': {
    NewProcessName: 'Image',
    ParentProcessName: 'ParentImage',
    NewProcessId: 'ProcessId',
    ProcessId: 'ParentProcessId',
    SubjectLogonId: 'LogonId',
  },
  'Security/4657': { ProcessName: 'Image', NewValue: 'Details' },
  'Security/5156': {
    Application: 'Image',
    SourceAddress: 'SourceIp',
    DestAddress: 'DestinationIp',
    DestPort: 'DestinationPort',
  },
  'Microsoft-Windows-Windows Defender/Operational/1116': { 'Threat Name': 'Signature', Path: 'Filename' },
  'Microsoft-Windows-Windows Defender/Operational/1117': { 'Threat Name': 'Signature', Path: 'Filename' },
}

/** Mandatory labels of a new process (Microsoft Learn, 4688) as Sysmon writes them. */
const integrity: Readonly<Record<string, string>> = {
  'S-1-16-4096': 'Low',
  'S-1-16-8192': 'Medium',
  'S-1-16-8448': 'Medium',
  'S-1-16-12288': 'High',
  'S-1-16-16384': 'System',
}

const registryRoots: readonly [RegExp, string][] = [
  [/^\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet\d{3}/i, 'HKLM\\System\\CurrentControlSet'],
  [/^\\REGISTRY\\MACHINE/i, 'HKLM'],
  [/^\\REGISTRY\\USER/i, 'HKU'],
]
const asRegistryPath = (path: string): string => {
  for (const [from, to] of registryRoots) if (from.test(path)) return path.replace(from, to)
  return path
}
const word = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')

/** Adds Sysmon's names to the fields of a record that has others; fields that are there stay. Changes `fields`. */
export const nameAsSysmon = (event: LogEvent, fields: Fields): void => {
  const key = `${event.channel}/${event.eventId}`
  const renames = names[key]
  if (!renames) return
  const before = { ...fields }
  for (const [from, to] of Object.entries(renames))
    if (before[from] !== undefined && (before[to] === undefined || renames[to] !== undefined))
      fields[to] = before[from]
  if (key === 'Security/4688') {
    const level = integrity[word(fields.MandatoryLabel)]
    if (level) fields.IntegrityLevel = level
    const user = word(fields.SubjectUserName)
    if (user && fields.User === undefined) fields.User = `${word(fields.SubjectDomainName)}\\${user}`
  } else if (key === 'Security/4657') {
    const value = word(fields.ObjectValueName)
    fields.TargetObject = asRegistryPath(word(fields.ObjectName)) + (value ? `\\${value}` : '')
    fields.EventType = 'SetValue'
  } else if (key === 'Security/5156') {
    // %%14593 is "outbound", %%14592 "inbound".
    fields.Initiated = word(fields.Direction) === '%%14593' ? 'true' : 'false'
  }
}
