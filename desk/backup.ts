import { existsSync } from 'node:fs'
import { cp, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { dumpPostgres } from './database/postgres-dump.ts'
import { backUpSqlite } from './database/sqlite.ts'

export type BackUpOptions = {
  /** The desk's folder. */
  dataDir: string
  /** An empty folder, or one that is made. */
  to: string
  /** `postgres://…`; default: SQLite in `dataDir`. */
  databaseUrl?: string | undefined
}

// The running database's own files: copied byte by byte they would not fit each other.
const isLive = (name: string): boolean =>
  /^desk\.sqlite(-wal|-shm)?$/.test(name) || /\.before-step-/.test(name) || name === 'desk.log'

/**
 * Copies everything that a desk needs to go on elsewhere, also while it runs. The records first: every file that they
 * speak of is then there to be copied. Rejects where the folder holds something already, or there is no desk.
 */
export const backUpDesk = async ({ dataDir, to, databaseUrl }: BackUpOptions): Promise<void> => {
  await mkdir(to, { recursive: true, mode: 0o700 })
  if ((await readdir(to)).length > 0) throw new Error(`${to} is not empty`)
  if (databaseUrl) await dumpPostgres(databaseUrl, join(to, 'desk.dump'))
  else {
    const file = join(dataDir, 'desk.sqlite')
    if (!existsSync(file)) throw new Error(`there is no ${file}`)
    const db = new DatabaseSync(file)
    try {
      backUpSqlite(db, join(to, 'desk.sqlite'))
    } finally {
      db.close()
    }
  }
  for (const name of await readdir(dataDir))
    if (!isLive(name)) await cp(join(dataDir, name), join(to, name), { recursive: true })
}
