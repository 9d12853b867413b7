import { z } from 'zod'
import { alertSchema } from './alert.ts'
import { checkingSchema, checkResultSchema } from './check.ts'
import { networkStatusSchema } from './network.ts'
import { profileSchema } from './profile.ts'
import { reasonSchema } from './reason.ts'
import { requestSchema } from './request.ts'
import { settingsSchema } from './settings.ts'

export { type Reason, reasonSchema } from './reason.ts'

/** A source's honest answer to "are you watching?". */
export const sourceHealthSchema = z.object({
  id: z.string(),
  /** `partly`: watches, but not all it should; the reason says what is missing. */
  state: z.enum(['starting', 'watching', 'partly', 'cannot', 'restarting', 'stopped']),
  reason: reasonSchema.nullable(),
  /** Since when it is in this state. */
  since: z.string(),
  /** Events read, and events dropped for lack of room, since the start. */
  events: z.number().int(),
  dropped: z.number().int(),
})
export type SourceHealth = z.infer<typeof sourceHealthSchema>

/** Who answers on the other side. */
export const deskStateSchema = z.object({
  mode: z.enum(['practice', 'provider', 'none']),
  name: z.string(),
  /** Phone number from the provider's profile; the only one this app ever shows for the desk. Empty in practice. */
  phone: z.string(),
  /** null: not tried yet. */
  reachable: z.boolean().nullable(),
  /** Rows not yet sent. */
  waiting: z.number().int(),
  /** When the next try is due; null while nothing waits. */
  nextTryAt: z.string().nullable(),
})
export type DeskState = z.infer<typeof deskStateSchema>

/** Something the app itself has to say: a damaged file was put aside, the disk is full, … Key `notice.<code>`. */
export const hostNoticeSchema = z.object({
  id: z.string(),
  at: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type HostNotice = z.infer<typeof hostNoticeSchema>

export const hostInfoSchema = z.object({
  kind: z.enum(['electron', 'headless', 'cli']),
  platform: z.string(),
  version: z.string(),
  computer: z.string(),
})
export type HostInfo = z.infer<typeof hostInfoSchema>

export const snapshotSchema = z.object({
  seq: z.number().int(),
  startedAt: z.string(),
  host: hostInfoSchema,
  settings: settingsSchema,
  sources: z.array(sourceHealthSchema),
  /** Newest first. */
  alerts: z.array(alertSchema),
  /** Newest first. */
  requests: z.array(requestSchema),
  desk: deskStateSchema,
  notices: z.array(hostNoticeSchema),
  /** The office's UTM; null: not listening to one. */
  network: networkStatusSchema.nullable().default(null),
  /** Health checks of this PC, in the order in which they are shown. */
  checks: z.array(checkResultSchema).default([]),
  /** The run of checks that is under way; null: none is. */
  checking: checkingSchema.nullable().default(null),
  /** What the provider states of the contract; null or absent in practice. */
  profile: profileSchema.nullable().optional(),
})
export type Snapshot = z.infer<typeof snapshotSchema>

/** One numbered change. `seq` grows by one; a gap means: ask for a new snapshot. */
export const changeSchema = z.discriminatedUnion('type', [
  z.object({ seq: z.number().int(), type: z.literal('alert'), alert: alertSchema }),
  z.object({ seq: z.number().int(), type: z.literal('request'), request: requestSchema }),
  z.object({ seq: z.number().int(), type: z.literal('source'), source: sourceHealthSchema }),
  z.object({ seq: z.number().int(), type: z.literal('desk'), desk: deskStateSchema }),
  z.object({ seq: z.number().int(), type: z.literal('settings'), settings: settingsSchema }),
  z.object({ seq: z.number().int(), type: z.literal('notice'), notice: hostNoticeSchema }),
  z.object({ seq: z.number().int(), type: z.literal('notice-gone'), id: z.string() }),
  z.object({ seq: z.number().int(), type: z.literal('network'), network: networkStatusSchema.nullable() }),
  z.object({ seq: z.number().int(), type: z.literal('checks'), checks: z.array(checkResultSchema) }),
  z.object({ seq: z.number().int(), type: z.literal('checking'), checking: checkingSchema.nullable() }),
])
export type Change = z.infer<typeof changeSchema>
type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never
/** A change before the core has numbered it. */
export type NewChange = Unnumbered<Change>

const upsert = <T extends { id: string }>(list: readonly T[], item: T): T[] => {
  const at = list.findIndex((x) => x.id === item.id)
  return at < 0 ? [item, ...list] : list.with(at, item)
}

/**
 * Applies one change. The same reducer serves core, page and tests. Pure.
 * Returns the snapshot unchanged for a change that it already contains, and null on a gap.
 */
export const reduce = (s: Snapshot, c: Change): Snapshot | null => {
  if (c.seq <= s.seq) return s
  if (c.seq !== s.seq + 1) return null
  const seq = c.seq
  switch (c.type) {
    case 'alert':
      return { ...s, seq, alerts: upsert(s.alerts, c.alert) }
    case 'request':
      return { ...s, seq, requests: upsert(s.requests, c.request) }
    case 'source': {
      const at = s.sources.findIndex((x) => x.id === c.source.id)
      return { ...s, seq, sources: at < 0 ? [...s.sources, c.source] : s.sources.with(at, c.source) }
    }
    case 'desk':
      return { ...s, seq, desk: c.desk }
    case 'settings':
      return { ...s, seq, settings: c.settings }
    case 'notice':
      return { ...s, seq, notices: upsert(s.notices, c.notice) }
    case 'notice-gone':
      return { ...s, seq, notices: s.notices.filter((n) => n.id !== c.id) }
    case 'network':
      return { ...s, seq, network: c.network }
    case 'checks':
      return { ...s, seq, checks: c.checks }
    case 'checking':
      return { ...s, seq, checking: c.checking }
  }
}
