import { existsSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import { deskMigrations, stepFor } from './migrations.ts'
import type { DeskTables } from './schema.ts'

// Kysely prepares every query anew; keeping the last few hundred saves most of a heartbeat's cost.
const keptStatements = 300

const nothingDone = { changes: 0, lastInsertRowid: 0 } as const

/** Node's own SQLite in the shape that Kysely's dialect wants. */
export const kyselyDatabase = (db: DatabaseSync): SqliteDatabase => {
  const kept = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = kept.get(sql)
    if (known) return known
    const made = db.prepare(sql)
    if (kept.size >= keptStatements) kept.delete(kept.keys().next().value!)
    kept.set(sql, made)
    return made
  }
  return {
    close: () => db.close(),
    prepare(sql) {
      const statement = prepare(sql)
      const values = (params: readonly unknown[]) => params as SQLInputValue[]
      return {
        reader: statement.columns().length > 0,
        all: (params) => statement.all(...values(params)),
        // On a full disk SQLite has rolled back by itself; a second time would hide the true error.
        run: (params) =>
          sql === 'rollback' && !db.isTransaction ? nothingDone : statement.run(...values(params)),
        iterate: (params) => statement.iterate(...values(params)) as IterableIterator<unknown>,
      }
    },
  }
}

/** Copies a whole database file, also while it is in use. `to` must not exist yet. */
export const backUpSqlite = (db: DatabaseSync, to: string): void => void db.prepare('VACUUM INTO ?').run(to)

const migrateSqlite = (db: DatabaseSync, file: string): void => {
  const { user_version: done } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (done > deskMigrations.length)
    throw new Error(`${file} is from a newer version of the desk (step ${done})`)
  if (done === deskMigrations.length) return
  const backup = `${file}.before-step-${done + 1}`
  if (done > 0 && !existsSync(backup)) backUpSqlite(db, backup)
  deskMigrations.slice(done).forEach((sql, i) => {
    db.exec('BEGIN IMMEDIATE')
    try {
      db.exec(stepFor('sqlite', sql))
      db.exec(`PRAGMA user_version = ${done + i + 1}`)
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  })
}

/** Opens `file`, makes a copy before a change of its schema, brings it up to date. Throws when it cannot. */
export const openSqlite = (file: string): { db: Kysely<DeskTables>; raw: DatabaseSync } => {
  const raw = new DatabaseSync(file)
  try {
    // secure_delete: what is erased is overwritten, not only marked as free.
    raw.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON',
    )
    migrateSqlite(raw, file)
  } catch (error) {
    raw.close()
    throw error
  }
  return { db: new Kysely({ dialect: new SqliteDialect({ database: kyselyDatabase(raw) }) }), raw }
}
