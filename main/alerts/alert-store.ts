import type { DatabaseSync } from 'node:sqlite'
import { type Alert, type AlertAnswer, alertSchema, type Finding } from '../contract/alert.ts'
import { transaction } from '../ports/database.ts'
import { answered } from './answer.ts'
import { belongs, type Merged, merge } from './merge.ts'

/** The incidents of this PC, in SQLite. */
export type AlertStore = {
  /**
   * Merges a finding into its incident, or opens a new one. The alert and what `outgoing` writes
   * (its outbox row) are stored in one transaction.
   */
  raise: (finding: Finding, now: string, drill?: boolean) => Merged
  get: (id: string) => Alert | null
  /** Newest first, at most `limit` (default 500). */
  list: (limit?: number) => Alert[]
  /** Changes what people say of an incident; null where there is no such incident. */
  change: (
    id: string,
    patch: Partial<Pick<Alert, 'state' | 'answer' | 'evidence'>>,
    now: string,
  ) => Alert | null
  /** Stores the clerk's answer and what `outgoing` writes for it in one transaction; null where there is no such incident. */
  answer: (id: string, answer: AlertAnswer, now: string) => Alert | null
}

export type AlertStoreOptions = {
  db: DatabaseSync
  newId: () => string
  /** Writes the outbox row of a change; runs inside the transaction. */
  outgoing: (merged: Merged) => void
  /** The same for an answer. */
  outgoingAnswer: (alert: Alert) => void
}

export const createAlertStore = ({ db, newId, outgoing, outgoingAnswer }: AlertStoreOptions): AlertStore => {
  const byKey = db.prepare(
    "SELECT data FROM alert WHERE key = ? AND state <> 'closed' ORDER BY updated_at DESC LIMIT 5",
  )
  const byId = db.prepare('SELECT data FROM alert WHERE id = ?')
  const newest = db.prepare('SELECT data FROM alert ORDER BY updated_at DESC LIMIT ?')
  const put = db.prepare(
    `INSERT INTO alert (id, key, state, updated_at, data) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at, data = excluded.data`,
  )
  const read = (row: unknown): Alert => alertSchema.parse(JSON.parse((row as { data: string }).data))
  const store = (a: Alert) => put.run(a.id, a.key, a.state, a.updatedAt, JSON.stringify(a))
  const get = (id: string): Alert | null => {
    const row = byId.get(id)
    return row ? read(row) : null
  }
  return {
    get,
    raise: (finding, now, drill = false) =>
      transaction(db, () => {
        const known = byKey
          .all(finding.key)
          .map(read)
          .find((a) => a.drill === drill && belongs(a, finding))
        const merged = merge(known ?? null, finding, now, newId())
        const result = { ...merged, alert: { ...merged.alert, drill } }
        store(result.alert)
        outgoing(result)
        return result
      }),
    answer: (id, answer, now) =>
      transaction(db, () => {
        const known = get(id)
        if (!known) return null
        const alert = { ...answered(known, answer), updatedAt: now }
        store(alert)
        outgoingAnswer(alert)
        return alert
      }),
    list: (limit = 500) => newest.all(limit).map(read),
    change: (id, patch, now) =>
      transaction(db, () => {
        const known = get(id)
        if (!known) return null
        const alert = { ...known, ...patch, updatedAt: now }
        store(alert)
        return alert
      }),
  }
}
