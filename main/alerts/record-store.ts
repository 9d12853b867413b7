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

/** The end of each record, so that entries cut off at the end are missed. */
export const recordEndMigration = `
  CREATE TABLE record_end (alert_id TEXT PRIMARY KEY, number INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
  INSERT INTO record_end (alert_id, number, hash)
    SELECT alert_id, number, coalesce(json_extract(data, '$.hash'), '') FROM record AS r
    WHERE json_valid(data) AND number = (SELECT max(number) FROM record WHERE alert_id = r.alert_id);`

type Row = { number: number; data: string }
/** An entry as it was written; null where the row holds no entry any more. */
const entryOf = ({ data }: Row): RecordEntry | null => {
  try {
    return recordEntrySchema.safeParse(JSON.parse(data)).data ?? null
  } catch {
    return null
  }
}

export const createRecordStore = (db: DatabaseSync): RecordStore => {
  const all = db.prepare('SELECT number, data FROM record WHERE alert_id = ? ORDER BY number')
  const last = db.prepare('SELECT number, data FROM record WHERE alert_id = ? ORDER BY number DESC LIMIT 1')
  const insert = db.prepare('INSERT INTO record (alert_id, number, data) VALUES (?, ?, ?)')
  const readEnd = db.prepare('SELECT number, hash FROM record_end WHERE alert_id = ?')
  const writeEnd = db.prepare(
    `INSERT INTO record_end (alert_id, number, hash) VALUES (?, ?, ?)
     ON CONFLICT (alert_id) DO UPDATE SET number = excluded.number, hash = excluded.hash`,
  )
  const end = (alertId: string) => readEnd.get(alertId) as { number: number; hash: string } | undefined
  return {
    add(alertId, entry) {
      const row = last.get(alertId) as Row | undefined
      const known = row ? entryOf(row) : null
      // Behind what cannot be read, or was cut off, the record goes on all the same; its chain shows the break.
      const number = Math.max(row?.number ?? 0, end(alertId)?.number ?? 0)
      const before = known?.number === number ? known : number > 0 ? { number, hash: '' } : null
      const chained = chain(before, entry)
      // A savepoint also stands inside the caller's transaction.
      db.exec('SAVEPOINT record_entry')
      try {
        insert.run(alertId, chained.number, JSON.stringify(chained))
        writeEnd.run(alertId, chained.number, chained.hash)
        db.exec('RELEASE record_entry')
      } catch (error) {
        try {
          db.exec('ROLLBACK TO record_entry; RELEASE record_entry')
        } catch {
          // A full disk has made SQLite take everything back by itself.
        }
        throw error
      }
      return chained
    },
    read(alertId) {
      const rows = all.all(alertId) as Row[]
      const entries = rows.map(entryOf)
      const lost = entries.indexOf(null)
      const whole = entries.filter((e) => e !== null)
      const stated = end(alertId)
      const tail = whole.at(-1)
      const breaks = [
        lost < 0 ? null : (rows[lost]?.number ?? null),
        firstBreak(whole),
        stated && (tail?.number !== stated.number || tail.hash !== stated.hash)
          ? Math.min(stated.number, (tail?.number ?? 0) + 1)
          : null,
      ].filter((n) => n !== null)
      return { entries: whole, brokenAt: breaks.length === 0 ? null : Math.min(...breaks) }
    },
  }
}
