import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate, openDatabase, transaction } from '../../../main/ports/database.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'otasuke-db-'))

test('a damaged database is put aside with its date and a new one started', () => {
  const dir = folder()
  const file = join(dir, 'a.sqlite')
  writeFileSync(file, 'this is no database, and it is long enough to be read as a header '.repeat(20))
  const { db, putAside } = openDatabase(file, Date.UTC(2026, 10, 23, 1, 2, 3))
  expect(putAside).toBe(`${file}.damaged-20261123-010203`)
  migrate(db, ['CREATE TABLE t (a)'])
  db.close()
  expect(readdirSync(dir)).toContain('a.sqlite.damaged-20261123-010203')
})

test('a file that cannot be opened for another reason is never moved', () => {
  expect(() => openDatabase('/etc/passwd/a.sqlite')).toThrow()
})

test('all of a transaction is stored, or nothing', () => {
  const { db } = openDatabase(join(folder(), 'a.sqlite'))
  db.exec('CREATE TABLE t (a INTEGER UNIQUE)')
  expect(() =>
    transaction(db, () => {
      db.exec('INSERT INTO t VALUES (1)')
      db.exec('INSERT INTO t VALUES (1)')
    }),
  ).toThrow()
  expect(db.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 })
})

test('steps run once, in order, and a newer schema is refused', () => {
  const { db } = openDatabase(join(folder(), 'a.sqlite'))
  migrate(db, ['CREATE TABLE t (a)'])
  migrate(db, ['CREATE TABLE t (a)', 'ALTER TABLE t ADD COLUMN b'])
  db.exec('INSERT INTO t VALUES (1, 2)')
  expect(() => migrate(db, ['CREATE TABLE t (a)'])).toThrow(/newer version/)
})

test('a step that fails leaves the schema as it was', () => {
  const { db } = openDatabase(join(folder(), 'a.sqlite'))
  expect(() => migrate(db, ['CREATE TABLE t (a)', 'CREATE TABLE u (a); CREATE TABLE t (a)'])).toThrow()
  expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
  expect(db.prepare("SELECT name FROM sqlite_master WHERE name = 'u'").get()).toBeUndefined()
})
