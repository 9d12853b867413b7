import { userInfo } from 'node:os'
import type { RecordStore } from '../alerts/record-store.ts'
import type { Alert } from '../contract/alert.ts'
import type { Snapshot } from '../contract/state.ts'
import type { EvidenceItem } from '../contract/tools.ts'
import { hideNames, namesIn } from './personal-names.ts'

export type EvidenceSources = {
  snapshot: () => Snapshot
  record: RecordStore
  /** Running programs, autostart entries and connections at this moment, as far as they can be read; item name → JSON. */
  system: () => Promise<Record<string, unknown>>
  /** What was kept of the moment at which the incident was found; null where nothing was. */
  momentOf?: (alertId: string) => unknown
}

const item = (name: string, personal: boolean, content: unknown): EvidenceItem => {
  const text = JSON.stringify(content, null, 2)
  return { name: `${name}.json`, personal, text, size: Buffer.byteLength(text) }
}

const ownName = (): string[] => {
  try {
    return [userInfo().username]
  } catch {
    // A process whose user has no entry in the system's list.
    return []
  }
}

/**
 * Everything that an engineer may be given, part by part. What the system says goes without the names of people; what
 * people wrote, and which files and persons an incident touched, is marked personal.
 */
export const evidenceParts = async (alert: Alert, sources: EvidenceSources): Promise<EvidenceItem[]> => {
  const { host, sources: watchers, checks, network } = sources.snapshot()
  const { facts, evidence, key, ...outline } = alert
  const parts = await sources.system()
  const moment = sources.momentOf?.(alert.id) ?? null
  const { users, ...open } = parts
  const names = [...ownName(), ...namesIn(users), ...namesIn((moment as { users?: unknown } | null)?.users)]
  const plain = (content: unknown) => hideNames(content, names)
  const momentParts = Object.entries((moment ?? {}) as Record<string, unknown>).filter(([n]) => n !== 'users')
  return [
    item('alert', false, outline),
    item('versions', false, { app: host.version, platform: host.platform, host: host.kind }),
    item('watchers', false, watchers),
    item(
      'checks',
      false,
      checks.map(({ id, answer, since }) => ({ id, answer, since })),
    ),
    ...(momentParts.length > 0 ? [item('moment', false, plain(Object.fromEntries(momentParts)))] : []),
    ...Object.entries(open).map(([name, content]) => item(name, false, plain(content))),
    item('alert-details', true, { key, facts, evidence }),
    item('record', true, sources.record.read(alert.id)),
    ...(network ? [item('network-device', true, network)] : []),
    ...(users === undefined ? [] : [item('users', true, users)]),
  ]
}
