import type { LogEvent } from '../../contract/event.ts'
import type { LogSource } from './rule.ts'
import { windowsCategories, windowsServices } from './windows-logsource.ts'

/** What kind of record it is: all categories and services that rules may name for it. */
export type RecordKind = { product: string; categories: readonly string[]; services: readonly string[] }

/** Services that a Linux or macOS record also answers to: `sshd` lines stand in the auth log, all of them in syslog. */
const alsoServices: Readonly<Record<string, readonly string[]>> = {
  sshd: ['auth', 'syslog'],
  sudo: ['auth', 'syslog'],
  su: ['auth', 'syslog'],
  auth: ['syslog'],
  cron: ['syslog'],
  vsftpd: ['syslog'],
  clamav: ['syslog'],
  guacamole: ['syslog'],
}

/** Works out the kind of a record. Pure. */
export const kindOf = (event: LogEvent): RecordKind => {
  const { product = '', category, service } = event.logsource
  const known = event.channel === undefined ? [] : windowsServices(event.channel)
  const categories =
    event.channel === undefined || event.eventId === undefined
      ? []
      : windowsCategories(event.channel, event.eventId)
  return {
    product: product.toLowerCase(),
    categories: [...new Set([...categories, ...(category ? [category.toLowerCase()] : [])])],
    services: [
      ...new Set([...known, ...(service ? [service.toLowerCase(), ...(alsoServices[service] ?? [])] : [])]),
    ],
  }
}

/** Records of one key are of one kind. */
export const kindKey = ({ logsource, channel, eventId }: LogEvent): string =>
  `${logsource.product}\n${logsource.category}\n${logsource.service}\n${channel}\n${eventId}`

/** Does a rule's log source take in records of this kind? A part that the rule leaves out takes in any. */
export const takesIn = (rule: LogSource, kind: RecordKind): boolean =>
  (rule.product === undefined || rule.product === kind.product) &&
  (rule.category === undefined || kind.categories.includes(rule.category)) &&
  (rule.service === undefined || kind.services.includes(rule.service))
