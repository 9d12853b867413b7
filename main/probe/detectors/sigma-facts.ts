import type { Facts } from '../../contract/alert.ts'
import type { FieldValue, LogEvent } from '../../contract/event.ts'

const longest = 200

/** First field that says something; Windows writes `-` and `N/A` for nothing. */
const firstOf = (fields: LogEvent['fields'], names: readonly string[]): string | null => {
  for (const name of names) {
    const value: FieldValue | undefined = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (typeof value === 'string' && value !== '' && value !== '-' && value !== 'N/A')
      return value.slice(0, longest)
  }
  return null
}
/** The last part of a path of any system. */
export const baseName = (path: string): string => path.split(/[\\/]/).findLast((p) => p !== '') ?? path

const programs = [
  'Image',
  'SourceImage',
  'NewProcessName',
  'ProcessName',
  'Application',
  'ApplicationPath',
  'exe',
  'comm',
]
const accounts = [
  'TargetUserName',
  'SamAccountName',
  'MemberName',
  'User',
  'SubjectUserName',
  'UserName',
  'user',
  'acct',
]
const files = [
  'TargetFilename',
  'Filename',
  'Path',
  'ImageLoaded',
  'TargetImage',
  'ImagePath',
  'FilePath',
  'name',
]
const services = ['ServiceName', 'TaskName', 'param1', 'RuleName', 'ShareName']
const addresses = [
  'IpAddress',
  'SourceIp',
  'SourceAddress',
  'ClientAddress',
  'DestinationIp',
  'QueryName',
  'rhost',
  'addr',
]
const signatures = ['Threat Name', 'Signature']

/**
 * The names in a record that a clerk can recognise: which program, account, file, service, address, virus. `thing` is
 * always there: the name that says most. Pure.
 */
export const factsOf = (event: LogEvent): Facts => {
  const { fields } = event
  const program = firstOf(fields, programs)
  const account = firstOf(fields, accounts)
  const file = firstOf(fields, files)
  const service = firstOf(fields, services)
  const address = firstOf(fields, addresses)
  const signature = firstOf(fields, signatures)
  const host = event.host ?? null
  const named = {
    program: program === null ? null : baseName(program),
    account: account === null ? null : baseName(account),
    file: file === null ? null : baseName(file),
    service: service === null ? null : baseName(service),
    address,
    signature,
    host,
  }
  const thing =
    signature ?? named.service ?? named.program ?? named.file ?? named.account ?? host ?? event.source
  const known = Object.entries({ ...named, thing }).filter((e): e is [string, string] => e[1] !== null)
  return Object.fromEntries(known)
}

/** Names by which records of one story hang together: processes and people of one PC. Pure. */
export const linksOf = (event: LogEvent): { host: string; processes: string[]; users: string[] } => {
  const { fields } = event
  const all = (names: readonly string[]) => [
    ...new Set(names.flatMap((n) => (firstOf(fields, [n]) === null ? [] : [firstOf(fields, [n]) as string]))),
  ]
  return {
    host: (event.host ?? '').toLowerCase(),
    processes: all([
      'ProcessGuid',
      'ParentProcessGuid',
      'SourceProcessGUID',
      'TargetProcessGUID',
      'LogonId',
      'TargetLogonId',
    ]),
    users: all(['User', 'SubjectUserName', 'TargetUserName', 'user', 'acct']).map((u) =>
      baseName(u).toLowerCase(),
    ),
  }
}
