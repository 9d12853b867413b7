import { afterAll, beforeAll } from 'vitest'
import { openPostgresStore } from '../../desk/database/postgres-store.ts'
import { openSqliteStore } from '../../desk/database/sqlite-store.ts'
import type { Store } from '../../desk/database/store.ts'
import { silentLog } from '../../main/ports/log.ts'
import { postgresMissing, startPostgres, type TestCluster } from './postgres.ts'

/** The engines that a desk's tests run on: SQLite, and PostgreSQL where it is installed. */
export type DeskEngines = {
  names: readonly ('sqlite' | 'postgres')[]
  /** Options of a desk with records of its own on that engine. */
  fresh: (engine: string) => { databaseUrl?: string }
  /** The same with records on a disk of their own, mounted at `folder`. */
  onDisk: (engine: string, folder: string) => { databaseUrl?: string }
  /** Fills an empty PostgreSQL database from a dump. */
  restore: (databaseUrl: string, dump: string) => void
}

/** Opens a desk's records beside the desk. */
export const openRecords = ({
  dataDir,
  databaseUrl,
}: {
  dataDir: string
  databaseUrl?: string
}): Promise<Store> =>
  databaseUrl
    ? openPostgresStore(databaseUrl, silentLog)
    : Promise.resolve(openSqliteStore(dataDir, silentLog))

/** Call it once a file, outside of tests: it starts a cluster before them and ends it after them. */
export const deskEngines = (): DeskEngines => {
  const missing = postgresMissing()
  if (missing) console.warn(`PostgreSQL part skipped: ${missing}`)
  let cluster: TestCluster | null = null
  beforeAll(async () => {
    if (!missing) cluster = await startPostgres()
  }, 60_000)
  afterAll(() => cluster?.stop())
  return {
    names: missing ? ['sqlite'] : ['sqlite', 'postgres'],
    fresh: (engine) => (engine === 'postgres' ? { databaseUrl: cluster!.database() } : {}),
    restore: (databaseUrl, dump) => cluster!.restore(databaseUrl, dump),
    onDisk: (engine, folder) => (engine === 'postgres' ? { databaseUrl: cluster!.database(folder) } : {}),
  }
}
