import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { deskMigrations, stepFor } from '../../desk/database/migrations.ts'
import { dumpBefore } from '../../desk/database/postgres-dump.ts'
import { openPostgresStore } from '../../desk/database/postgres-store.ts'
import { openSqlite } from '../../desk/database/sqlite.ts'
import { stepsOf } from '../../desk/store/steps.ts'
import { silentLog } from '../../main/ports/log.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { testFolder } from '../fakes/desk-side.ts'

const engines = deskEngines()
const at = '2026-11-20T01:00:00.000Z'
const update = JSON.stringify({
  type: 'status',
  requestId: 'r1',
  status: 'working',
  at,
  visitAt: '',
  cursor: 1,
})

/** What a desk of the first version left behind. */
const firstVersion = [
  deskMigrations[0]!,
  `INSERT INTO device VALUES ('d', NULL, 'hash', 'pc', 'win32', '0.1.0', '${at}', '${at}', NULL, 1, NULL, NULL, NULL)`,
  `INSERT INTO device_update VALUES ('d', 1, '${update}')`,
]

describe('on SQLite', () => {
  test('a schema of a later version is left alone, with one clear line', () => {
    const file = join(testFolder(), 'desk.sqlite')
    const db = new DatabaseSync(file)
    db.exec(`PRAGMA user_version = ${deskMigrations.length + 1}`)
    db.close()
    expect(() => openSqlite(file)).toThrow(/newer version of the desk/)
  })

  test('an older desk is copied, then brought up to date with its records', async () => {
    const folder = testFolder()
    const file = join(folder, 'desk.sqlite')
    const old = new DatabaseSync(file)
    for (const sql of firstVersion) old.exec(stepFor('sqlite', sql))
    old.exec('PRAGMA user_version = 1')
    old.close()
    const { db } = openSqlite(file)
    expect(await stepsOf(db, 'd', 'r1')).toEqual([{ at, what: 'working', who: '' }])
    await db.destroy()
    expect(readdirSync(folder)).toContain('desk.sqlite.before-step-2')
    const kept = new DatabaseSync(join(folder, 'desk.sqlite.before-step-2'))
    expect(kept.prepare('SELECT data FROM device_update').all()).toEqual([{ data: update }])
    expect(kept.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    kept.close()
  })
})

describe.skipIf(!engines.names.includes('postgres'))('on PostgreSQL', () => {
  const oldDesk = async () => {
    const { databaseUrl = '' } = engines.fresh('postgres')
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    onTestFinished(() => client.end())
    for (const sql of firstVersion) await client.query(stepFor('postgres', sql))
    await client.query('CREATE TABLE desk_schema (step BIGINT NOT NULL); INSERT INTO desk_schema VALUES (1)')
    return { databaseUrl, client }
  }

  test('an older desk is dumped, then brought up to date with its records; the dump restores', async () => {
    const { databaseUrl } = await oldDesk()
    const folder = testFolder()
    const store = await openPostgresStore(databaseUrl, silentLog, dumpBefore(databaseUrl, folder))
    expect(await stepsOf(store.db, 'd', 'r1')).toEqual([{ at, what: 'working', who: '' }])
    await store.close()
    const dump = join(folder, 'desk.before-step-2.dump')
    expect(existsSync(dump)).toBe(true)
    const fresh = engines.fresh('postgres').databaseUrl!
    engines.restore(fresh, dump)
    const client = new pg.Client({ connectionString: fresh })
    await client.connect()
    onTestFinished(() => client.end())
    expect((await client.query('SELECT data FROM device_update')).rows).toEqual([{ data: update }])
    expect((await client.query('SELECT step FROM desk_schema')).rows).toEqual([{ step: '1' }])
  })

  test('where it cannot be dumped nothing changes, and the line says what to do', async () => {
    const { databaseUrl, client } = await oldDesk()
    const nowhere = dumpBefore(databaseUrl, '/nowhere')
    await expect(openPostgresStore(databaseUrl, silentLog, nowhere)).rejects.toThrow(/--backed-up/)
    expect((await client.query('SELECT step FROM desk_schema')).rows).toEqual([{ step: '1' }])
    const store = await openPostgresStore(databaseUrl, silentLog, null)
    await store.close()
    expect((await client.query('SELECT step FROM desk_schema')).rows).toEqual([
      { step: String(deskMigrations.length) },
    ])
  })

  test('a schema of a later version is left alone, with one clear line', async () => {
    const { databaseUrl, client } = await oldDesk()
    await client.query(`UPDATE desk_schema SET step = ${deskMigrations.length + 1}`)
    await expect(openPostgresStore(databaseUrl, silentLog)).rejects.toThrow(/newer version of the desk/)
  })
})
