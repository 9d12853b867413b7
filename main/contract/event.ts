/**
 * What a source has observed, after normalising: the only shape that detectors read.
 * Field names follow the Elastic Common Schema (ECS) where it has one, in camelCase.
 * Times are ISO 8601 in UTC with milliseconds and tell when the thing happened, not when it was read.
 */

/** A single field of a log record. `undefined` (missing), `null` and `''` are three different things. */
export type FieldValue = string | number | boolean | null | readonly FieldValue[]

type Base = {
  /** When it happened: ISO 8601, UTC. */
  at: string
  /** Id of the source that saw it, e.g. `login-journald`. */
  source: string
  /** True when it happened while the app was not running and was caught up later. */
  caughtUp?: boolean
}

/** Somebody tried to sign in (ECS `event.category: authentication`). */
export type AuthenticationEvent = Base & {
  category: 'authentication'
  outcome: 'success' | 'failure'
  /** Account name as written by the system; null where the record has none. */
  user: string | null
  /** Address of the other side; null for the local keyboard or where the record has none. */
  from: string | null
  /** Which door: `sshd`, `rdp`, `windows-network`, `local`, … */
  service: string
}

/** A program is running that was not before (ECS `event.category: process`). */
export type ProcessEvent = Base & {
  category: 'process'
  /** `start`: seen starting; `running`: was already there at the first look. */
  action: 'start' | 'running'
  name: string
  executable: string | null
  pid: number
  parentPid: number | null
  user: string | null
  commandLine: string | null
  /** True when this program was never seen on this PC before; missing where nobody keeps count. */
  firstSeen?: boolean
}

/** How a document looked: `good` = structure is valid, `destroyed` = it was good and is noise now. */
export type DocumentVerdict = 'good' | 'destroyed' | 'unknown'

/** A document in a guarded folder changed (ECS `event.category: file`). */
export type FileEvent = Base & {
  category: 'file'
  action: 'created' | 'changed' | 'deleted' | 'renamed'
  /** Absolute path. For `renamed`, the old path; the new one is `newPath`. */
  path: string
  newPath?: string
  /** The guarded folder it lies in. */
  root: string
  before: DocumentVerdict
  after: DocumentVerdict
  /** Why the verdict was given, for engineers: `header-lost`, `container-broken`, `noise-twin`, `canary`, `ransom-note`, … */
  signal: string | null
}

/** One record of an OS log, with its fields named as Sigma names them. */
export type LogEvent = Base & {
  category: 'log'
  /** Sigma log source; absent parts are unknown. */
  logsource: { product?: string; category?: string; service?: string }
  /** Windows channel, e.g. `Security`. */
  channel?: string
  /** Windows event id. */
  eventId?: number
  provider?: string
  recordId?: number
  host?: string
  fields: Readonly<Record<string, FieldValue>>
  /** The whole line where the log is text: Sigma keyword searches look here. */
  message?: string
}

/** One end of what a line of a network device tells (ECS `source.*`, `destination.*`). */
export type NetworkEnd = {
  address?: string
  port?: number
  name?: string
  mac?: string
  /** What the device translated it to (ECS `source.nat.*`). */
  nat?: { address?: string; port?: number }
  /** Country as the device wrote it (ECS `source.geo.country_name`); absent: it did not say. */
  country?: string
}

/** A line of the office's firewall, UTM or router (ECS `observer.*`, `event.*`, `source.*`, `destination.*`). */
export type NetworkDeviceEvent = Base & {
  category: 'network-device'
  vendor: string
  product: string
  action: 'blocked' | 'passed' | 'detected' | null
  kind:
    | 'malware'
    | 'intrusion'
    | 'bad-site'
    | 'login'
    | 'vpn'
    | 'config-change'
    | 'device-health'
    | 'traffic'
    | 'unreadable'
  outcome?: 'success' | 'failure'
  /** 0 (worst) – 7, as in syslog; null where the line has none. */
  severity: number | null
  src: NetworkEnd
  dst: NetworkEnd
  user?: string
  signature?: string
  raw: string
  /** Which normaliser read it, e.g. `fortinet`, `cef`, `generic`. */
  format?: string
  /** Where `at` comes from; `line-without-zone`: the receiver's zone was assumed. */
  timeFrom?: 'line' | 'line-without-zone' | 'received'
  /** Offset that the line gave (`+09:00`); absent when it gave none (ECS `event.timezone`). */
  timezone?: string
  /** When this PC received it: ISO 8601, UTC (ECS `event.ingested`). */
  ingested?: string
  /** The device that wrote it (ECS `observer.*`): its own name, its address, the address it sent from. */
  observer?: { name?: string; address?: string; sender?: string }
  /** The device's own id of this kind of message (ECS `event.code`). */
  code?: string
  /** Why it matters, where the kind is not enough (ECS `event.reason`). */
  reason?: NetworkReason
  /** Every address that the line names (ECS `related.ip`), at most 20. */
  related?: { ip: readonly string[] }
}

/** Codes for what a line of a network device says beyond its kind. */
export type NetworkReason =
  | 'licence-expired'
  | 'licence-expiring'
  | 'repeated-failure'
  | 'packet-authentication'
  | 'address-conflict'
  | 'overload'
  | 'failover'
  | 'recovered'
  | 'lease'
  | 'spoofing'

/** Something else a watcher saw: a new autostart entry, a stopped protection, a new device, … */
export type StateEvent = Base & {
  category: 'state'
  /** What kind of thing: `persistence`, `protection`, `network-setting`, `usb`, … */
  topic: string
  action: 'added' | 'changed' | 'removed'
  /** Names the thing for people: a path, an entry, an address. */
  subject: string
  details: Readonly<Record<string, FieldValue>>
}

export type Event =
  | AuthenticationEvent
  | ProcessEvent
  | FileEvent
  | LogEvent
  | NetworkDeviceEvent
  | StateEvent
export type EventCategory = Event['category']
