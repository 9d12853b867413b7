import { describe, expect, test } from 'vitest'
import type {
  FileAccess,
  FileStat,
  ReadProblem,
} from '../../../../../main/probe/sources/guard/file-access.ts'
import { createFileJudge } from '../../../../../main/probe/sources/guard/file-judge.ts'
import { createFileTable, type FileRecord } from '../../../../../main/probe/sources/guard/file-table.ts'
import type { JudgeParts, Observation } from '../../../../../main/probe/sources/guard/judge-parts.ts'
import { createSuspects } from '../../../../../main/probe/sources/guard/suspects.ts'
import { createTwinMemory } from '../../../../../main/probe/sources/guard/twin-memory.ts'
import { pdf } from '../../../../fakes/guard/documents.ts'

type Entry = { read: Buffer | ReadProblem; stat?: Partial<FileStat> }
const stat: FileStat = {
  type: 'file',
  size: 9000,
  ctime: 900,
  mtime: 100,
  birth: 50,
  ino: 1,
  owner: 1000,
  mode: 0o600,
  blocks: 24,
}
const good: FileRecord = { kind: 'pdf', size: 9000, ctime: 100, mtime: 100, ino: 1, destroyed: false }
const path = '/d/見積.pdf'
const neighbour = { read: pdf(9000), stat: { ctime: 100 } }

const setUp = (world: Record<string, Entry>, more: Partial<JudgeParts> = {}) => {
  const seen: Observation[] = []
  const table = createFileTable()
  table.set(path, good)
  table.set('/d/隣.pdf', good)
  const access: FileAccess = {
    stat: (p) => (world[p] ? { ...stat, ...world[p].stat } : 'gone'),
    sample(p) {
      const bytes = world[p]?.read ?? 'gone'
      if (typeof bytes === 'string') return bytes
      return { head: bytes.subarray(0, 4096), tail: bytes.subarray(-1024), size: bytes.length }
    },
    whole: (p) => world[p]?.read ?? 'gone',
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
    observe: (o) => seen.push(o),
    onDirectory: () => {},
    onDirectoryGone: () => {},
    onUnreadable: () => {},
    tookIn: () => false,
    isCanary: () => false,
    ...more,
  })
  return { judge, table, told: () => seen.map((o) => `${o.after} ${o.signal}`) }
}
const closed = (s: Partial<FileStat> = {}): Entry => ({ read: 'denied', stat: { mode: 0o200, ...s } })

describe('a known document that may no longer be read', () => {
  test.each([
    ['only its permission has changed', {}, {}, []],
    ['written', { mtime: 800 }, {}, ['destroyed closed-off']],
    ['written, other size', { size: 9100 }, {}, ['destroyed closed-off']],
    ['replaced', { ino: 7 }, {}, ['destroyed closed-off']],
    ['replaced by another account', { ino: 7, owner: 1001, mode: 0o600 }, {}, ['unknown closed-off']],
    ['written on a share', { mtime: 800 }, { isShare: true }, ['unknown closed-off']],
    ['on a share, where inodes change by themselves', { ino: 7 }, { isShare: true }, []],
    ['written, on Windows', { mtime: 800, owner: 0, mode: 0o666 }, { uid: null }, ['destroyed closed-off']],
    ['our own canary', { mtime: 800 }, { isCanary: () => true }, ['destroyed canary']],
  ] as const)('%s', async (_, s, more, told) => {
    const w = setUp({ [path]: closed(s), '/d/隣.pdf': neighbour }, more)
    await w.judge(path, false)
    expect(w.told()).toEqual([])
    await w.judge(path, true)
    await w.judge(path, true)
    expect(w.told()).toEqual(told)
  })

  test('where nothing else can be read either, nothing is said: the fault is not the file', async () => {
    const w = setUp({ [path]: closed({ mtime: 800, mode: 0o600 }), '/d/隣.pdf': { read: 'denied' } })
    await w.judge(path, true)
    expect(w.told()).toEqual([])
  })

  test('a program that keeps a file for itself has not closed it', async () => {
    const w = setUp({ [path]: { read: 'busy', stat: { mtime: 800 } }, '/d/隣.pdf': neighbour })
    await w.judge(path, true)
    expect(w.told()).toEqual([])
  })

  test('times that are put back do not help when a look fell in between', async () => {
    const world = { [path]: closed({ mtime: 800 }) }
    const w = setUp(world)
    await w.judge(path, false)
    world[path] = closed()
    await w.judge(path, true)
    expect(w.told()).toEqual(['destroyed closed-off'])
  })

  test.each([
    [
      'closed, written, and the times put back: three changes, and nobody can say',
      3,
      {},
      ['unknown closed-off'],
    ],
    ['closed and touched', 2, {}, []],
    ['by the server of a share', 9, { isShare: true }, []],
    ['closed by another account', 9, { uid: 1 }, []],
  ] as const)('that looks as before: %s', async (_, events, more, told) => {
    const w = setUp({ [path]: closed(), '/d/隣.pdf': neighbour }, more)
    await w.judge(path, true, undefined, events)
    await w.judge(path, true, 'own-time')
    expect(w.told()).toEqual(told)
  })

  test('what was closed only while it was saved may be closed later on', async () => {
    const world: Record<string, Entry> = { [path]: closed({ mtime: 800 }) }
    const w = setUp(world)
    await w.judge(path, false)
    world[path] = { read: pdf(9000), stat: { mtime: 800 } }
    await w.judge(path, true)
    world[path] = closed({ mtime: 800, ctime: 950 })
    await w.judge(path, true)
    expect(w.told()).toEqual([])
  })

  test('it is taken back when the document can be read again and is whole', async () => {
    const world: Record<string, Entry> = { [path]: closed({ mtime: 800 }) }
    const w = setUp(world)
    await w.judge(path, true)
    world[path] = { read: pdf(9000), stat: { ctime: 990, mtime: 800 } }
    await w.judge(path, true)
    expect(w.told()).toEqual(['destroyed closed-off', 'good repaired'])
  })

  test('one that was never read is not missed', async () => {
    const w = setUp({ [path]: closed({ mtime: 800 }) })
    w.table.set(path, { ...good, kind: 'unread' })
    await w.judge(path, true)
    expect(w.told()).toEqual([])
  })

  test('of an older baseline, which kept no time of writing, a later one counts', async () => {
    const w = setUp({ [path]: closed({ mtime: 800 }) })
    w.table.set(path, { ...good, mtime: null })
    await w.judge(path, true)
    expect(w.told()).toEqual(['destroyed closed-off'])
  })
})

describe('a document that has gone', () => {
  test.each([
    ['a closed file of the same name and more beside it', closed({ ctime: 990 }), ['destroyed noise-twin']],
    [
      'one of another account',
      { read: 'denied', stat: { ctime: 990, owner: 1001, ino: 9 } },
      ['unknown closed-off'],
    ],
    ['an old closed file beside it', closed({ ctime: -90_000, birth: -90_000, ino: 9 }), []],
  ] as const)('%s', async (_, beside, told) => {
    const w = setUp({
      '/d/見積.pdf.locked': { ...beside, stat: { ...beside.stat, birth: 980, ino: 9 } } as Entry,
      '/d/隣.pdf': neighbour,
    })
    await w.judge(path, false)
    await w.judge('/d/見積.pdf.locked', true)
    expect(w.told()).toEqual(told)
  })

  test.each([
    ['other', ['destroyed replaced']],
    ['link', ['unknown replaced']],
    ['directory', ['unknown replaced']],
  ] as const)('in its place: %s, whether its going was seen or not', async (type, told) => {
    const world: Record<string, Entry> = { [path]: { read: 'unreadable', stat: { type } } }
    const atOnce = setUp(world)
    await atOnce.judge(path, false)
    expect(atOnce.told()).toEqual(told)
    const later: Record<string, Entry> = {}
    const w = setUp(later)
    await w.judge(path, false)
    later[path] = world[path]!
    await w.judge(path, false)
    expect(w.told()).toEqual(told)
  })

  test('moved into a folder that keeps its owner out', async () => {
    const w = setUp({}, { tookIn: (at) => at === 1000 })
    await w.judge(path, false)
    expect(w.told()).toEqual(['unknown moved-away'])
  })
})
