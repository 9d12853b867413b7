import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { putAsideName } from './put-aside.ts'

/** An open SQLite database, and what had to be done to open it. */
export type OpenedDatabase = {
  db: DatabaseSync
  /** Where a damaged database was moved to; null when all was well. */
  putAside: string | null
}

const tryOpen = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file)
  try {
    // FULL: an alert that was shown must survive a power cut, not only a crash of the app.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000')
    const row = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (row.quick_check !== 'ok') throw Object.assign(new Error(row.quick_check), { errcode: 11 })
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

// SQLITE_CORRUPT and SQLITE_NOTADB: the only two that say "this file is damaged"; others (disk full, no
// permission, locked) must never cost the user a good file.
const isDamage = (error: unknown): boolean => {
  const code = (error as { errcode?: number }).errcode
  return typeof code === 'number' && ((code & 0xff) === 11 || (code & 0xff) === 26)
}

/**
 * Opens `file` (made when missing) with a write-ahead log. A damaged file is moved aside with its date and a new one
 * started. Throws for everything else (unwritable folder, disk full).
 */
export const openDatabase = (file: string, now: number = Date.now()): OpenedDatabase => {
  mkdirSync(dirname(file), { recursive: true })
  try {
    return { db: tryOpen(file), putAside: null }
  } catch (error) {
    if (!isDamage(error)) throw error
    const aside = putAsideName(file, now)
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(file + part)) renameSync(file + part, aside + part)
    return { db: tryOpen(file), putAside: aside }
  }
}

/** Runs `f` in one transaction: all of it is stored, or nothing. Not re-entrant. */
export const transaction = <T>(db: DatabaseSync, f: () => T): T => {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = f()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite itself may already have rolled back (disk full).
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Brings the schema up to date: forward only, each step in a transaction, counted in `user_version`. */
export const migrate = (db: DatabaseSync, steps: readonly string[]): void => {
  const { user_version: done } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (done > steps.length)
    throw new Error(`the database is from a newer version of this app (${done} > ${steps.length})`)
  steps.slice(done).forEach((sql, i) => {
    transaction(db, () => {
      db.exec(sql)
      db.exec(`PRAGMA user_version = ${done + i + 1}`)
    })
  })
}
