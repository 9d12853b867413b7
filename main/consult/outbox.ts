import type { DatabaseSync } from 'node:sqlite'
import { type Outgoing, outgoingSchema } from '../contract/desk.ts'
import { deskBackoff } from './backoff.ts'

/** Schema of the outbox and of the link to each desk; one step of the app's migrations. */
export const outboxMigration = `
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, grp TEXT NOT NULL, type TEXT NOT NULL,
    payload TEXT NOT NULL, created_at TEXT NOT NULL, next_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'sent', 'refused')), last_error TEXT
  ) STRICT;
  CREATE INDEX outbox_by_state ON outbox (state, grp, id);
  CREATE TABLE desk_link (
    origin TEXT PRIMARY KEY, device_id TEXT NOT NULL, desk TEXT NOT NULL, cursor INTEGER NOT NULL DEFAULT 0
  ) STRICT;`

export type EnqueueOptions = {
  /** Idempotency key: the same key is queued once, ever. */
  key: string
  /** Rows of one group go in order; files go after the words that were there before them. */
  group: string
  /** ISO 8601, UTC. */
  at: string
  /** Not to be sent until `releaseHeld`. */
  held: boolean
}

/** Queues a write to the desk. Plain SQL: call it inside the transaction that stores what it tells of. */
export const enqueue = (
  db: DatabaseSync,
  outgoing: Outgoing,
  { key, group, at, held }: EnqueueOptions,
): void => {
  db.prepare(
    `INSERT INTO outbox (key, grp, type, payload, created_at, next_at, state) VALUES (?, ?, ?, ?, ?, 0, ?)
     ON CONFLICT (key) DO NOTHING`,
  ).run(key, group, outgoing.type, JSON.stringify(outgoing), at, held ? 'held' : 'waiting')
}

/** The user has agreed: rows of these types may go. Returns how many. */
export const releaseHeld = (db: DatabaseSync, types: readonly Outgoing['type'][]): number => {
  const release = db.prepare(
    "UPDATE outbox SET state = 'waiting', next_at = 0 WHERE state = 'held' AND type = ?",
  )
  return types.reduce((n, type) => n + Number(release.run(type).changes), 0)
}

/** The user has taken the agreement back: what of these types has not gone is forgotten, and may be queued again later. */
export const withdraw = (db: DatabaseSync, types: readonly Outgoing['type'][]): void => {
  const drop = db.prepare("DELETE FROM outbox WHERE state = 'waiting' AND type = ?")
  for (const type of types) drop.run(type)
}

/** Ids of the files that still wait to be sent. */
export const waitingAttachments = (db: DatabaseSync): Set<string> => {
  const rows = db
    .prepare("SELECT payload FROM outbox WHERE type = 'attachment' AND state IN ('waiting', 'held')")
    .all() as { payload: string }[]
  return new Set(
    rows.flatMap(({ payload }) => {
      const outgoing = readable(payload)
      return outgoing?.type === 'attachment' ? [outgoing.id] : []
    }),
  )
}

/** What became of a row; null where there is none. */
export const stateOf = (db: DatabaseSync, key: string): 'waiting' | 'held' | 'sent' | 'refused' | null => {
  const row = db.prepare('SELECT state FROM outbox WHERE key = ?').get(key) as
    | { state: 'waiting' | 'held' | 'sent' | 'refused' }
    | undefined
  return row?.state ?? null
}

/** Takes one waiting row out again; false where it has gone already or never was. */
export const takeBack = (db: DatabaseSync, key: string): boolean =>
  db.prepare("DELETE FROM outbox WHERE key = ? AND state IN ('waiting', 'held')").run(key).changes > 0

/** A row ready to go; `outgoing` is null where the row cannot be read. */
export type OutboxRow = { id: number; key: string; attempts: number; outgoing: Outgoing | null }

/** What the desk client does with the outbox. Times in ms since 1970. */
export type Outbox = {
  /** The oldest row that may go now: no words of its group before it, and its time has come. */
  next: (now: number) => OutboxRow | null
  sent: (id: number) => void
  refused: (id: number, error: string) => void
  failed: (id: number, nextAt: number, error: string) => void
  /** Makes every waiting row due. */
  hurry: () => void
  waiting: () => number
  /** When the next row is due; null while nothing waits. */
  nextAt: () => number | null
}

const readable = (payload: string): Outgoing | null => {
  try {
    return outgoingSchema.safeParse(JSON.parse(payload)).data ?? null
  } catch {
    return null
  }
}

export const openOutbox = (db: DatabaseSync): Outbox => {
  // A time beyond the longest wait can only come from a clock that was set back: such a row is due.
  // Words go before files, and never wait for one: a photo on a thin line must not hold back 「まだ来ません」.
  const next = db.prepare(
    `SELECT id, key, attempts, payload FROM outbox o WHERE state = 'waiting' AND (next_at <= :now OR next_at > :far)
     AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.state = 'waiting' AND e.grp = o.grp AND e.id < o.id
       AND e.type <> 'attachment')
     ORDER BY type = 'attachment', id LIMIT 1`,
  )
  // The key stays, so that nothing is queued twice; the content is no longer needed.
  const sent = db.prepare("UPDATE outbox SET state = 'sent', payload = '', last_error = NULL WHERE id = ?")
  const refused = db.prepare("UPDATE outbox SET state = 'refused', last_error = ? WHERE id = ?")
  const failed = db.prepare(
    'UPDATE outbox SET attempts = attempts + 1, next_at = ?, last_error = ? WHERE id = ?',
  )
  const hurry = db.prepare("UPDATE outbox SET next_at = 0 WHERE state = 'waiting' AND next_at > 0")
  const count = db.prepare("SELECT count(*) AS n, min(next_at) AS at FROM outbox WHERE state = 'waiting'")
  const counted = () => count.get() as { n: number; at: number | null }
  return {
    next(now) {
      const row = next.get({ now, far: now + 2 * deskBackoff.cap }) as
        | { id: number; key: string; attempts: number; payload: string }
        | undefined
      return row
        ? { id: row.id, key: row.key, attempts: row.attempts, outgoing: readable(row.payload) }
        : null
    },
    sent: (id) => void sent.run(id),
    refused: (id, error) => void refused.run(error.slice(0, 500), id),
    failed: (id, nextAt, error) => void failed.run(nextAt, error.slice(0, 500), id),
    hurry: () => void hurry.run(),
    waiting: () => counted().n,
    nextAt: () => counted().at,
  }
}
