import type { DatabaseSync } from 'node:sqlite'
import { type IncidentRecord, type RecordEntry, recordEntrySchema } from '../contract/record.ts'
import { chain, firstBreak, type Unchained } from './record-chain.ts'

/** The records of all incidents: entries are only ever added. */
export type RecordStore = {
  /** Adds one entry; runs inside the caller's transaction where there is one. */
  add: (alertId: string, entry: Unchained) => RecordEntry
  read: (alertId: string) => IncidentRecord
}

/** Append-only by the database itself: a bug of ours cannot rewrite what was written. */
export const recordMigration = `
  CREATE TABLE record (
    alert_id TEXT NOT NULL, number INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (alert_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER record_no_update BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'records are only added to'); END;
  CREATE TRIGGER record_no_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'records are only added to'); END;`

export const createRecordStore = (db: DatabaseSync): RecordStore => {
  const all = db.prepare('SELECT data FROM record WHERE alert_id = ? ORDER BY number')
  const last = db.prepare('SELECT data FROM record WHERE alert_id = ? ORDER BY number DESC LIMIT 1')
  const insert = db.prepare('INSERT INTO record (alert_id, number, data) VALUES (?, ?, ?)')
  const read = (row: unknown): RecordEntry =>
    recordEntrySchema.parse(JSON.parse((row as { data: string }).data))
  return {
    add(alertId, entry) {
      const row = last.get(alertId)
      const chained = chain(row ? read(row) : null, entry)
      insert.run(alertId, chained.number, JSON.stringify(chained))
      return chained
    },
    read(alertId) {
      const entries = all.all(alertId).map(read)
      return { entries, brokenAt: firstBreak(entries) }
    },
  }
}
