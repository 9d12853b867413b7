import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import type { DeskLog } from '../log.ts'
import { deskMigrations, stepFor } from './migrations.ts'
import { createNotices } from './postgres-notices.ts'
import type { DeskTables } from './schema.ts'
import { createListeners, type Store, type Topic } from './store.ts'

const channel = 'otasuke_desk'
// Any number will do; all desks over one database must take the same.
const migrationLock = 4_711_236
const reconnectAfter = 2_000

// BIGINT comes as text by default; the desk's numbers are all far below 2^53.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as never,
}

const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value

/** PostgreSQL's text cannot hold NUL, SQLite's and JSON's can: it becomes the sign for "unreadable". */
const tolerantPool = (pool: pg.Pool): PostgresPool =>
  ({
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      return {
        query: (text: string, values?: readonly unknown[]) => client.query(text, values?.map(withoutNul)),
        release: () => client.release(),
      }
    },
  }) as unknown as PostgresPool

/** Copies the database before step N; null: the operator has done so. */
export type BackUp = ((step: number) => Promise<void>) | null

const migratePostgres = async (client: pg.PoolClient, backUp: BackUp): Promise<void> => {
  await client.query('BEGIN')
  try {
    // Of several processes that start together one changes the schema, the others wait.
    await client.query(`SELECT pg_advisory_xact_lock(${migrationLock})`)
    await client.query('CREATE TABLE IF NOT EXISTS desk_schema (step BIGINT NOT NULL)')
    const { rows } = await client.query<{ step: string }>('SELECT step FROM desk_schema')
    const done = Number(rows[0]?.step ?? 0)
    if (done > deskMigrations.length)
      throw new Error(`the database is from a newer version of the desk (step ${done})`)
    if (done > 0 && done < deskMigrations.length) await backUp?.(done + 1)
    for (const step of deskMigrations.slice(done)) await client.query(stepFor('postgres', step))
    await client.query('DELETE FROM desk_schema')
    await client.query('INSERT INTO desk_schema VALUES ($1)', [deskMigrations.length])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/** Hears the changes of all processes; connects again by itself. Returns the function that ends it. */
const hear = async (
  url: string,
  emit: (topic: Topic) => void,
  log: DeskLog,
): Promise<() => Promise<void>> => {
  let ended = false
  let client: pg.Client | null = null
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url })
    next.on('notification', ({ payload }) => {
      if (payload) emit(JSON.parse(payload) as Topic)
    })
    next.on('error', (error) => {
      log.warn(`the line for changes was cut: ${error.message}`)
      void next.end().catch(() => {})
      if (!ended && client === next) setTimeout(again, reconnectAfter).unref()
    })
    await next.connect()
    await next.query(`LISTEN ${channel}`)
    client = next
  }
  const again = () =>
    void connect().catch(() => {
      if (!ended) setTimeout(again, reconnectAfter).unref()
    })
  await connect()
  return async () => {
    ended = true
    await client?.end().catch(() => {})
  }
}

/** The desk's records in PostgreSQL, for several desk processes over one database. */
export const openPostgresStore = async (url: string, log: DeskLog, backUp: BackUp = null): Promise<Store> => {
  const pool = new pg.Pool({ connectionString: url, max: 10, types })
  pool.on('error', (error) => log.warn(`a database connection was lost: ${error.message}`))
  try {
    const client = await pool.connect()
    try {
      await migratePostgres(client, backUp)
    } finally {
      client.release()
    }
    const { all, emit } = createListeners((error) => log.error(`a listener failed: ${String(error)}`))
    const stopHearing = await hear(url, emit, log)
    const notices = createNotices(pool, channel, log)
    const db = new Kysely<DeskTables>({ dialect: new PostgresDialect({ pool: tolerantPool(pool) }) })
    return {
      db,
      async write(f) {
        const topics: Topic[] = []
        const result = await db.transaction().execute((trx) => f(trx, (topic) => topics.push(topic)))
        notices.send(topics)
        return result
      },
      listen(listener) {
        all.add(listener)
        return () => void all.delete(listener)
      },
      async close() {
        await notices.stop()
        await stopHearing()
        await db.destroy()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}
