import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chain, firstBreak, type Unchained } from '../../../main/alerts/record-chain.ts'
import { createRecordStore, recordEndMigration, recordMigration } from '../../../main/alerts/record-store.ts'
import type { RecordEntry } from '../../../main/contract/record.ts'
import { migrate, openDatabase } from '../../../main/ports/database.ts'

const entry = (text: string): Unchained => ({
  at: '2026-11-23T01:00:00.000Z',
  step: 'first',
  type: 'note',
  who: '田中',
  facts: { text },
})
const chained = (texts: readonly string[]): RecordEntry[] =>
  texts.reduce<RecordEntry[]>((list, text) => [...list, chain(list.at(-1) ?? null, entry(text))], [])

test('a chain holds, however it was made', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 20 }), (texts) => {
      expect(firstBreak(chained(texts))).toBeNull()
    }),
  )
})

describe('whatever is done to it afterwards is found, and where', () => {
  const list = chained(['LANを抜いた', '写真をとった', '電話した', '来てもらった'])
  const changed = (i: number, change: Partial<RecordEntry>) => list.with(i, { ...list[i]!, ...change })
  test.each([
    ['a word', changed(1, { facts: { text: '何もしていない' } }), 2],
    ['a time', changed(2, { at: '2026-11-22T01:00:00.000Z' }), 3],
    ['a person', changed(0, { who: '' }), 1],
    ['an entry taken out', list.toSpliced(1, 1), 2],
    ['an entry put in', list.toSpliced(2, 0, chain(list[1]!, entry('あとから'))), 4],
    ['two entries exchanged', [list[0]!, list[2]!, list[1]!, list[3]!], 2],
    ['a word with a hash made to fit', list.with(1, chain(list[0]!, entry('作り直し'))), 3],
  ] as const)('%s', (_, broken, at) => expect(firstBreak(broken)).toBe(at))
})

test('the database itself refuses to change or delete an entry', () => {
  const { db } = openDatabase(':memory:')
  migrate(db, [recordMigration, recordEndMigration])
  const store = createRecordStore(db)
  store.add('a', entry('1'))
  store.add('a', entry('2'))
  store.add('b', entry('other'))
  expect(() => db.exec("UPDATE record SET data = '{}'")).toThrow(/only added/)
  expect(() => db.exec('DELETE FROM record')).toThrow(/only added/)
  expect(store.read('a')).toMatchObject({ brokenAt: null, entries: [{ number: 1 }, { number: 2 }] })
})

test('a record that was changed behind the database’s back is shown as changed', () => {
  const { db } = openDatabase(':memory:')
  migrate(db, [recordMigration, recordEndMigration])
  const store = createRecordStore(db)
  store.add('a', entry('1'))
  const second = store.add('a', entry('2'))
  db.exec('DROP TRIGGER record_no_update')
  db.prepare('UPDATE record SET data = ? WHERE number = 2').run(JSON.stringify({ ...second, who: '別の人' }))
  expect(store.read('a').brokenAt).toBe(2)
})
