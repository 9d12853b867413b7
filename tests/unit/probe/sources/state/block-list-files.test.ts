import { mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { findLists, loadLists, stampOf } from '../../../../../main/probe/sources/state/block-list-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lists-'))
})
const put = (name: string, text: string, at = '2026-11-24T00:00:00Z') => {
  mkdirSync(join(folder, 'desk'), { recursive: true })
  writeFileSync(join(folder, name), text)
  utimesSync(join(folder, name), new Date(at), new Date(at))
}
const load = () => loadLists(findLists(folder))

test('local lists and those of the provider, each with its age', async () => {
  put('own.txt', '192.0.2.1\r\nbad.example.net\r\n')
  put(
    'desk/feodo.csv',
    '# Last updated: 2026-11-20 03:04:05 UTC\n"2026-11-19 07:30:05","198.51.100.7","443"\n',
  )
  put('desk/threatfox.json', '{"1":[{"ioc_value":"203.0.113.9:80","confidence_level":100}]}')
  put('desk/notes.md', '203.0.113.200\n')
  const { list, sources, unread } = await load()
  expect(unread).toEqual([])
  expect(list.size).toBe(4)
  const about = (key: string) => {
    const hit = list.find(key)
    return hit && sources.get(hit.list)
  }
  expect(about('192.0.2.1')).toMatchObject({
    name: 'own.txt',
    origin: 'local',
    updatedAt: Date.parse('2026-11-24T00:00:00Z'),
  })
  expect(about('198.51.100.7')).toMatchObject({
    name: 'feodo.csv',
    origin: 'provider',
    updatedAt: Date.parse('2026-11-20T03:04:00Z'),
  })
  expect(about('203.0.113.9')?.name).toBe('threatfox.json')
  expect(about('203.0.113.200')).toBeNull()
})

test('a date in the future is not believed', async () => {
  put('a.csv', '# 2031-01-01 00:00:00\n192.0.2.1\n')
  const { sources } = await load()
  expect([...sources.values()][0]?.updatedAt).toBe(Date.parse('2026-11-24T00:00:00Z'))
})

test('no folder, an empty list, and one of objects a line', async () => {
  expect(findLists(join(folder, 'nowhere'))).toEqual([])
  put('empty.csv', '')
  put('lines.ndjson', '{"ioc":"192.0.2.1:80"}\n{"ioc":"192.0.2.2:80"}\n{"ioc":"192.0')
  const { list, unread } = await load()
  expect([list.size, unread]).toEqual([2, []])
})

test('a list that is too large is left out and named; the others hold', async () => {
  put('a.txt', '192.0.2.1\n')
  put('big.txt', '')
  truncateSync(join(folder, 'big.txt'), 65 * 1024 * 1024)
  const { list, unread } = await load()
  expect(list.find('192.0.2.1')).not.toBeNull()
  expect(unread).toMatchObject([{ name: 'big.txt' }])
})

test('one line without an end does not stop the app', async () => {
  put('a.txt', `${','.repeat(8_000_000)}\n192.0.2.1\n`)
  expect((await load()).list.size).toBe(1)
})

test('the stamp changes when a list comes, changes or goes', () => {
  const stamps = [stampOf(findLists(folder))]
  put('a.txt', '192.0.2.1\n')
  stamps.push(stampOf(findLists(folder)))
  put('a.txt', '192.0.2.2\n', '2026-11-25T00:00:00Z')
  stamps.push(stampOf(findLists(folder)))
  rmSync(join(folder, 'a.txt'))
  expect(new Set(stamps).size).toBe(3)
  expect(stampOf(findLists(folder))).toBe(stamps[0])
})
