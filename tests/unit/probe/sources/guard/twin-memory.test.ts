import { expect, test } from 'vitest'
import type { FileRecord } from '../../../../../main/probe/sources/guard/file-table.ts'
import {
  createTwinMemory,
  type TwinKind,
  twinWindow,
} from '../../../../../main/probe/sources/guard/twin-memory.ts'

const record = (more: Partial<FileRecord> = {}): FileRecord => ({
  kind: 'zip',
  size: 10_000,
  ctime: 1000,
  mtime: 900,
  ino: 7,
  destroyed: false,
  ...more,
})
const gone = (path: string, at = 5000, more: Partial<FileRecord> = {}) => ({ path, record: record(more), at })
const twin = (path: string, kind: TwinKind = 'noise', size = 10_020, at = 5000) => ({ path, kind, size, at })

test('a copy and its vanished original are brought together in either order', () => {
  const first = createTwinMemory()
  expect(first.appear(twin('/d/見積.docx.enc'))).toEqual([])
  expect(first.vanish(gone('/d/見積.docx'))?.path).toBe('/d/見積.docx.enc')
  const second = createTwinMemory()
  expect(second.vanish(gone('/d/見積.docx'))).toBeNull()
  expect(second.appear(twin('/d/見積.docx.enc')).map((v) => v.path)).toEqual(['/d/見積.docx'])
})

test('one copy explains one original only; an archive explains all of its folder, and no other', () => {
  const memory = createTwinMemory()
  for (const n of [1, 2, 3]) memory.vanish(gone(`/d/${n}.docx`, 5000, { ino: n, size: 10_000 }))
  memory.vanish(gone('/other/4.docx', 5000, { ino: 4 }))
  expect(memory.appear(twin('/d/x1'))).toHaveLength(1)
  expect(memory.appear(twin('/d/all.7z', 'broken-archive')).map((v) => v.path)).toEqual([
    '/d/2.docx',
    '/d/3.docx',
  ])
  expect(memory.vanish(gone('/d/5.docx', 5000, { ino: 5 }))?.path).toBe('/d/all.7z')
})

test('encrypted names are matched by size, an unrelated file is not', () => {
  const memory = createTwinMemory()
  memory.vanish(gone('/d/見積.docx'))
  expect(memory.appear(twin('/d/a8f3', 'noise', 500_000))).toEqual([])
  expect(memory.appear(twin('/d/b7c2', 'locked'))).toEqual([])
  expect(memory.appear(twin('/d/c9d1', 'noise', 13_400))).toHaveLength(1)
})

test('a rename keeps the inode; a new file with a reused inode is younger and is not taken for one', () => {
  const memory = createTwinMemory()
  memory.vanish(gone('/d/a.docx', 5000, { ino: 42, ctime: 3000 }))
  expect(memory.takeRenamed('/d/x', 42, 4000)).toBeNull()
  expect(memory.takeRenamed('/d/x', 42, 2000)?.path).toBe('/d/a.docx')
  expect(memory.takeRenamed('/d/x', 42, 2000)).toBeNull()
})

test('where no birth is kept, the name must tell a rename', () => {
  const memory = createTwinMemory()
  memory.vanish(gone('/d/見積.docx', 5000, { ino: 42 }))
  expect(memory.takeRenamed('/d/other.tmp', 42, null)).toBeNull()
  expect(memory.takeRenamed('/e/見積.docx.locked', 42, null)?.path).toBe('/d/見積.docx')
})

test('a copy in another folder is known by its name, an unrelated one is not', () => {
  const first = createTwinMemory()
  expect(first.appear(twin('/out/見積.docx.enc'))).toEqual([])
  expect(first.vanish(gone('/d/別.docx'))).toBeNull()
  expect(first.vanish(gone('/d/見積.docx'))?.path).toBe('/out/見積.docx.enc')
  const second = createTwinMemory()
  second.vanish(gone('/d/見積.docx'))
  expect(second.appear(twin('/out/見積.docx.id-1.wall')).map((v) => v.path)).toEqual(['/d/見積.docx'])
})

test('the files of a folder that was moved are found again by their inodes, and by nothing else', () => {
  const memory = createTwinMemory()
  memory.moveAway(gone('/d/old/見積.docx', 5000, { ino: 9, ctime: 3000 }))
  expect(memory.takeRenamed('/d/new/見積.docx', 9, 100)?.path).toBe('/d/old/見積.docx')
  expect(memory.size()).toBe(0)
})

test('everything is forgotten after the window, and an avalanche does not stay', () => {
  const memory = createTwinMemory()
  memory.vanish(gone('/d/a.docx', 1000))
  memory.appear(twin('/e/b', 'noise', 5, 1000))
  memory.expire(1000 + twinWindow - 1)
  expect(memory.size()).toBe(2)
  memory.expire(1001 + twinWindow)
  expect(memory.size()).toBe(0)
  for (let i = 0; i < 6000; i++) memory.vanish(gone(`/d/${i}.docx`, 5000, { ino: i }))
  memory.expire(5001)
  expect(memory.size()).toBe(0)
})
