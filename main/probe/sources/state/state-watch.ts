import type { FieldValue } from '../../../contract/event.ts'
import type { Reason } from '../../../contract/state.ts'
import {
  diffGroup,
  type KnownEntry,
  keepNewest,
  readBaseline,
  type StateChange,
  type StateEntry,
} from '../../normalise/state/state-diff.ts'
import { createLookingSource, type Source, type SourceContext } from '../source.ts'

/**
 * What a group's reader found, or why it could not read. An unread group keeps its last known entries, and so do the missed
 * files and folders of one that was read in part.
 */
export type GroupRead =
  | {
      entries: StateEntry[]
      missed?: { paths: readonly string[]; reason: Reason }
      /** Keys of entries that stay as they were known, though nothing hindered the look. */
      held?: readonly string[]
    }
  | { unread: Reason }

/** One watched place. */
export type StateGroup = {
  /** Stable, kebab-case. */
  id: string
  read: (context: SourceContext) => GroupRead | Promise<GroupRead>
  /** Goes into every event of this group: row, technique, … */
  facts?: Readonly<Record<string, FieldValue>>
  /** Entries are remembered for good: what comes back is no news (devices that were plugged in before). */
  keep?: boolean
}

export type StateWatchOptions = {
  id: string
  /** `StateEvent.topic`. */
  topic: string
  /** Milliseconds between looks. */
  every: number
  groups: readonly StateGroup[]
  /** Learns more about something new or changed (owner, signer); failing is no reason not to tell. */
  enrich?: (context: SourceContext, change: StateChange) => Promise<Readonly<Record<string, FieldValue>>>
}

/** A group that could not be read, as a `whole` or in part. */
type Unread = { group: string; reason: Reason; whole: boolean }

/** More changes than this at one look are told without being enriched: a big upgrade must not start 500 tools. What would alarm somebody is. */
const mostEnriched = 40

/** The entries, and of what is known those whose file or folder could not be read this time. Pure. */
const withMissed = (
  entries: readonly StateEntry[],
  paths: readonly string[],
  known: Readonly<Record<string, KnownEntry>> = {},
): readonly StateEntry[] => {
  if (paths.length === 0) return entries
  const here = new Set(entries.map((e) => e.key))
  const kept = Object.entries(known).filter(
    ([key]) =>
      !here.has(key) &&
      paths.some((p) => key === p || (/^[\\/]/.test(key.slice(p.length)) && key.startsWith(p))),
  )
  return [...entries, ...kept.map(([key, entry]) => ({ key, ...entry }))]
}

const alarming = ({ facts }: StateGroup, { entry: { details } }: StateChange): boolean =>
  facts?.grave === true || (Array.isArray(details.signs) && details.signs.length > 0)

/**
 * Reads watched places again and again and tells what was added, changed or removed against what was known, also
 * over restarts. The first look ever only learns.
 */
export const createStateWatch = ({ id, topic, every, groups, enrich }: StateWatchOptions): Source => {
  return createLookingSource({
    id,
    every,
    begin(context, over) {
      const { clock, bookmark, health, emit, log } = context
      const known: Record<string, Record<string, KnownEntry>> = { ...readBaseline(bookmark.read()) }
      let firstLook = true
      const tell = async (
        change: StateChange,
        extra: Readonly<Record<string, FieldValue>>,
        enriched: boolean,
      ) => {
        const { group, action, entry, before } = change
        let learned: Readonly<Record<string, FieldValue>> = {}
        if (enriched && enrich && action !== 'removed')
          learned = await enrich(context, change).catch((error: unknown) => {
            log.warn(`${id}: ${group} could not be enriched: ${String(error)}`)
            return {}
          })
        if (over()) return
        const now = clock.now()
        const at = firstLook && entry.changedAt !== undefined && entry.changedAt < now ? entry.changedAt : now
        emit({
          category: 'state',
          source: id,
          at: new Date(at).toISOString(),
          topic,
          action,
          subject: entry.subject,
          details: {
            group,
            ...extra,
            ...entry.details,
            ...entry.passing,
            ...learned,
            ...(before ? { before: JSON.stringify(before.details) } : {}),
          },
          ...(firstLook ? { caughtUp: true } : {}),
        })
      }
      const look = async () => {
        const unread: Unread[] = []
        let changed = false
        let told = 0
        for (const group of groups) {
          const read = await Promise.resolve(group.read(context)).catch(
            (error: unknown): GroupRead => ({
              unread: { code: 'stopped-working', params: { detail: String(error).slice(0, 200) } },
            }),
          )
          if (over()) return
          if ('unread' in read) {
            unread.push({ group: group.id, reason: read.unread, whole: true })
            continue
          }
          const isNew = !Object.hasOwn(known, group.id)
          if (read.missed) unread.push({ group: group.id, reason: read.missed.reason, whole: false })
          const kept = [...(read.missed?.paths ?? []), ...(read.held ?? [])]
          const entries = withMissed(read.entries, kept, known[group.id])
          const { changes, known: next } = diffGroup(known, group.id, entries)
          for (const change of changes) {
            if (group.keep && change.action === 'removed') continue
            told += 1
            await tell(change, group.facts ?? {}, told <= mostEnriched || alarming(group, change))
            if (over()) return
          }
          known[group.id] = group.keep ? keepNewest(known[group.id] ?? {}, next) : next
          changed ||= isNew || changes.some((c) => !(group.keep && c.action === 'removed'))
        }
        if (changed) bookmark.write({ groups: known })
        firstLook = false
        sayHealth(unread)
      }
      let said = ''
      const sayHealth = (unread: Unread[]) => {
        const line = JSON.stringify(unread)
        if (line !== said && unread.length > 0) log.info(`${id}: cannot read ${line.slice(0, 2000)}`)
        said = line
        const [first] = unread
        if (!first) health('watching')
        else if (unread.length === groups.length && unread.every((u) => u.whole))
          health('cannot', first.reason)
        else health('partly', { code: 'places-unread', params: { count: unread.length, all: groups.length } })
      }
      return look
    },
  })
}
