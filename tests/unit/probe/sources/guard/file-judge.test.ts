import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  type FileAccess,
  type FileStat,
  isOnlineOnly,
} from '../../../../../main/probe/sources/guard/file-access.ts'
import { createFileJudge } from '../../../../../main/probe/sources/guard/file-judge.ts'
import { createFileTable } from '../../../../../main/probe/sources/guard/file-table.ts'
import type { JudgeParts, Observation } from '../../../../../main/probe/sources/guard/judge-parts.ts'
import { createSuspects } from '../../../../../main/probe/sources/guard/suspects.ts'
import { createTwinMemory } from '../../../../../main/probe/sources/guard/twin-memory.ts'
import { pdf } from '../../../../fakes/guard/documents.ts'

type World = Record<string, { bytes: Buffer | 'denied' | 'busy'; stat?: Partial<FileStat> } | 'unreadable'>

const setUp = (world: World, more: Partial<JudgeParts> = {}) => {
  const opened: string[] = []
  const seen: Observation[] = []
  const unreadable: string[] = []
  const table = createFileTable()
  const read = (path: string) => {
    opened.push(path)
    const file = world[path]
    return file === undefined ? ('gone' as const) : file === 'unreadable' ? file : file.bytes
  }
  const access: FileAccess = {
    stat(path) {
      const file = world[path]
      if (file === undefined) return 'gone'
      const size = file === 'unreadable' || typeof file.bytes === 'string' ? 9 : file.bytes.length
      const more = file === 'unreadable' ? {} : file.stat
      const times = { ctime: 5, mtime: 1, birth: 1 }
      return { type: 'file', size, ...times, ino: 1, owner: 1000, mode: 0o600, blocks: 8, ...more }
    },
    sample(path) {
      const bytes = read(path)
      if (typeof bytes === 'string') return bytes
      return { head: bytes.subarray(0, 4096), tail: bytes.subarray(-1024), size: bytes.length }
    },
    whole: read,
    list: () => 'gone',
  }
  const judge = createFileJudge({
    access,
    table,
    twins: createTwinMemory(),
    suspects: createSuspects(),
    isShare: false,
    uid: 1000,
    now: () => 1000,
    tookIn: () => false,
    observe: (o) => seen.push(o),
    onDirectory: () => {},
    onDirectoryGone: () => {},
    onUnreadable: (p) => unreadable.push(p),
    isCanary: () => false,
    ...more,
  })
  return { judge, seen, opened, unreadable, table }
}
const known = { kind: 'pdf' as const, size: 1, ctime: 1, mtime: 1, ino: 1, destroyed: false }

test('a file whose content is only in the cloud is never opened', async () => {
  const w = setUp({ '/d/cloud.pdf': { bytes: randomBytes(50_000), stat: { blocks: 0 } } })
  await w.judge('/d/cloud.pdf', false)
  await w.judge('/d/cloud.pdf', true)
  expect(w.opened).toEqual([])
  expect(w.seen).toEqual([])
  expect(w.table.get('/d/cloud.pdf')?.kind).toBe('unread')
})

test('one that was known before it went to the cloud stays known', async () => {
  const w = setUp({ '/d/cloud.pdf': { bytes: pdf(9000), stat: { blocks: 0 } } })
  w.table.set('/d/cloud.pdf', known)
  await w.judge('/d/cloud.pdf', true)
  expect(w.table.get('/d/cloud.pdf')?.kind).toBe('pdf')
})

test('which files count as online only', () => {
  expect(isOnlineOnly({ size: 5_000_000, blocks: 0 })).toBe(true)
  expect(isOnlineOnly({ size: 300, blocks: 0 })).toBe(false)
  expect(isOnlineOnly({ size: 5_000_000, blocks: 8 })).toBe(false)
  expect(isOnlineOnly({ size: 0, blocks: 0 })).toBe(false)
})

test('a file that cannot be read is counted, not fatal', async () => {
  const w = setUp({ '/d/a.pdf': 'unreadable' })
  w.table.set('/d/a.pdf', known)
  await w.judge('/d/a.pdf', false)
  // It may be one that is just being made.
  expect(w.unreadable).toEqual([])
  await w.judge('/d/a.pdf', true)
  expect(w.unreadable).toEqual(['/d/a.pdf'])
  expect(w.seen).toEqual([])
})

test('a file that is not in the baseline is never called destroyed', async () => {
  const w = setUp({ '/d/new.dat': { bytes: randomBytes(9000) } })
  await w.judge('/d/new.dat', false)
  await w.judge('/d/new.dat', true)
  expect(w.seen).toEqual([])
})

test('destroyed is told once, and taken back when the document is whole again', async () => {
  const world: World = { '/d/a.pdf': { bytes: randomBytes(9000) } }
  const w = setUp(world)
  w.table.set('/d/a.pdf', known)
  await w.judge('/d/a.pdf', false)
  await w.judge('/d/a.pdf', true)
  world['/d/a.pdf'] = { bytes: pdf(9000), stat: { ctime: 9 } }
  await w.judge('/d/a.pdf', false)
  await w.judge('/d/a.pdf', true)
  expect(w.seen.map((o) => `${o.before}→${o.after} ${o.signal}`)).toEqual([
    'good→destroyed header-lost',
    'destroyed→good repaired',
  ])
})

test('only a settled file has its whole structure judged', async () => {
  const file = pdf(40_000)
  randomBytes(4096).copy(file, 20_000)
  const w = setUp({ '/d/a.pdf': { bytes: file } })
  w.table.set('/d/a.pdf', known)
  await w.judge('/d/a.pdf', false)
  expect(w.seen).toEqual([])
  await w.judge('/d/a.pdf', true)
  expect(w.seen).toMatchObject([{ after: 'destroyed', signal: 'container-broken' }])
})

test('a forged beginning does not help: the kind it pretends to be is checked too', async () => {
  const forged = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), randomBytes(20_000)])
  const w = setUp({ '/d/a.pdf': { bytes: forged } })
  w.table.set('/d/a.pdf', known)
  await w.judge('/d/a.pdf', true)
  expect(w.seen).toMatchObject([{ after: 'destroyed', signal: 'container-broken' }])
})
