import type { FieldValue, StateEvent } from '../../../contract/event.ts'

/** One thing in a watched place: an autostart entry, a listening port, an account. */
export type StateEntry = {
  /** Unique within its group. */
  key: string
  /** Names it for people. */
  subject: string
  /** When it was last changed (ms), where the place tells. */
  changedAt?: number
  details: Readonly<Record<string, FieldValue>>
  /** What is told of it besides, but neither compared nor remembered: a process id, an address. */
  passing?: Readonly<Record<string, FieldValue>>
}

/** What is remembered of an entry. */
export type KnownEntry = { subject: string; details: Readonly<Record<string, FieldValue>> }
/** Last known state: group → key → entry. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, KnownEntry>>>>

export type StateChange = {
  group: string
  action: StateEvent['action']
  entry: StateEntry
  before: KnownEntry | null
}

const same = (a: KnownEntry['details'], b: KnownEntry['details']) => JSON.stringify(a) === JSON.stringify(b)
const record = <T>(): Record<string, T> => Object.create(null) as Record<string, T>

/**
 * Compares what was read of one group with what was known of it. A group that is read for the first time becomes
 * known without any change being told. Of entries with the same key the last one counts. Pure.
 */
export const diffGroup = (
  baseline: Baseline,
  group: string,
  entries: readonly StateEntry[],
): { changes: StateChange[]; known: Record<string, KnownEntry> } => {
  const before = Object.hasOwn(baseline, group) ? baseline[group] : undefined
  const known = record<KnownEntry>()
  const changes: StateChange[] = []
  for (const entry of new Map(entries.map((e) => [e.key, e])).values()) {
    const { key, subject, details } = entry
    known[key] = { subject, details }
    if (!before) continue
    const old = Object.hasOwn(before, key) ? (before[key] ?? null) : null
    if (!old) changes.push({ group, action: 'added', entry, before: null })
    else if (!same(old.details, details)) changes.push({ group, action: 'changed', entry, before: old })
  }
  for (const [key, old] of Object.entries(before ?? {}))
    if (!(key in known)) changes.push({ group, action: 'removed', entry: { key, ...old }, before: old })
  return { changes, known }
}

/** Entries of one group that are kept for good at most: a program that opens every port must not fill the disk. */
export const mostKept = 5000

/** What is remembered of a group whose entries are kept for good: those that are there, and the others seen last. Pure. */
export const keepNewest = (
  before: Readonly<Record<string, KnownEntry>>,
  there: Readonly<Record<string, KnownEntry>>,
): Record<string, KnownEntry> => {
  const present = Object.entries(there)
  const room = Math.max(0, mostKept - present.length)
  const gone = Object.entries(before).filter(([key]) => !Object.hasOwn(there, key))
  const kept = record<KnownEntry>()
  for (const [key, entry] of [...gone.slice(Math.max(0, gone.length - room)), ...present]) kept[key] = entry
  return kept
}

/** Takes a baseline out of a bookmark; null when the mark holds none. Never throws. Pure. */
export const readBaseline = (mark: unknown): Baseline | null => {
  const groups = (mark as { groups?: unknown } | null)?.groups
  if (groups === null || typeof groups !== 'object' || Array.isArray(groups)) return null
  const good = record<Record<string, KnownEntry>>()
  for (const [group, entries] of Object.entries(groups as Record<string, unknown>)) {
    if (entries === null || typeof entries !== 'object') return null
    for (const entry of Object.values(entries as Record<string, unknown>)) {
      const { subject, details } = (entry ?? {}) as Record<string, unknown>
      if (typeof subject !== 'string' || details === null || typeof details !== 'object') return null
    }
    good[group] = entries as Record<string, KnownEntry>
  }
  return good
}
