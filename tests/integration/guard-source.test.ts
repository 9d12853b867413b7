import { randomBytes } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRansomwareDetector } from '../../main/probe/detectors/ransomware.ts'
import { createGuardSource } from '../../main/probe/sources/guard/guard-source.ts'
import type { Source } from '../../main/probe/sources/source.ts'
import { createRecordingContext, until } from '../fakes/guard/context.ts'
import { documentMakers } from '../fakes/guard/documents.ts'

let top: string
let docs: string
let data: string
let running: Source[] = []

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'guard-test-'))
  docs = join(top, 'docs')
  data = join(top, 'data')
  mkdirSync(join(docs, '見積'), { recursive: true })
  mkdirSync(data)
})
afterEach(async () => {
  for (const source of running) await source.stop()
  running = []
  rmSync(top, { recursive: true, force: true })
})

const fill = (count: number): string[] => {
  const kinds = Object.entries(documentMakers)
  return Array.from({ length: count }, (_, i) => {
    const [extension, make] = kinds[i % kinds.length]!
    const path = join(docs, i % 2 ? '見積' : '', `file${i}.${extension}`)
    writeFileSync(path, make(12_000, i))
    return path
  })
}
const begin = async () => {
  const recording = createRecordingContext(data)
  const source = createGuardSource({ folders: [docs] })
  running.push(source)
  await source.start(recording.context)
  await until('watching', () => recording.health.some((h) => h.state === 'watching'))
  return { ...recording, source }
}
/** The baseline is read in the background; its file appears when that is done. */
const baselineRead = () => until('the baseline', () => readdirSync(data).includes('guard'))
const destroyed = (g: { events: { after: string; path: string }[] }) =>
  g.events.filter((e) => e.after === 'destroyed').map((e) => e.path)

test('documents overwritten with noise are reported one by one, each once', async () => {
  const files = fill(22)
  const g = await begin()
  await baselineRead()
  for (const f of files) writeFileSync(f, randomBytes(12_000))
  await until('all files', () => destroyed(g).length >= files.length)
  expect(destroyed(g).sort()).toEqual([...files].sort())
  expect(g.events.every((e) => e.before === 'good' && e.root === docs)).toBe(true)
})

test('a copy of noise beside the vanished original is the same loss', async () => {
  const files = fill(11)
  const g = await begin()
  await baselineRead()
  for (const f of files) {
    writeFileSync(`${f}.enc`, randomBytes(12_100))
    unlinkSync(f)
  }
  await until('all files', () => destroyed(g).length >= files.length)
  expect(g.events.filter((e) => e.after === 'destroyed').every((e) => e.newPath === `${e.path}.enc`)).toBe(
    true,
  )
})

test('what happened while the app was off is found at the next start, dated as it happened', async () => {
  const files = fill(11)
  const first = await begin()
  await baselineRead()
  await first.source.stop()
  running = []
  for (const f of files.slice(0, 6)) {
    writeFileSync(f, randomBytes(9_000))
    renameSync(f, `${f}.locked`)
  }
  writeFileSync(files[7]!, randomBytes(9_000))
  const g = await begin()
  await until('seven files', () => destroyed(g).length >= 7)
  expect(g.events.every((e) => e.caughtUp === true)).toBe(true)
  const detector = createRansomwareDetector()
  const found = g.events.flatMap((e) => detector.onEvent(e))
  expect(found[0]).toMatchObject({ kind: 'ransomware', severity: 'urgent', facts: { folder: 'docs' } })
})

test('new files in new folders are watched from their first moment', async () => {
  const g = await begin()
  const deep = join(docs, 'a', 'b', 'c')
  mkdirSync(deep, { recursive: true })
  const file = join(deep, 'x.pdf')
  writeFileSync(file, documentMakers.pdf!(20_000, 1))
  await new Promise((resolve) => setTimeout(resolve, 400))
  writeFileSync(file, randomBytes(20_000))
  await until('the file', () => destroyed(g).includes(file))
})

test('a folder that is made anew, or put in the place of another, is watched like any other', async () => {
  fill(2)
  const g = await begin()
  await until('the baseline', () => g.lines.some((l) => l.includes('baseline read')))
  const folder = join(docs, '見積')
  const file = join(folder, 'x.pdf')
  const breakIt = async () => {
    await new Promise((resolve) => setTimeout(resolve, 400))
    const before = destroyed(g).length
    writeFileSync(file, randomBytes(20_000))
    await until('the file', () => destroyed(g).length > before)
  }
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  writeFileSync(file, documentMakers.pdf!(20_000, 1))
  await breakIt()
  const other = join(top, 'other')
  mkdirSync(other)
  writeFileSync(join(other, 'x.pdf'), documentMakers.pdf!(20_000, 2))
  renameSync(folder, join(top, 'old'))
  renameSync(other, folder)
  await breakIt()
})

test('a folder that is missing is said, and the other one is watched', async () => {
  const recording = createRecordingContext(data)
  const source = createGuardSource({ folders: [docs, join(top, 'none')] })
  running.push(source)
  await source.start(recording.context)
  await until('health', () => recording.health.length > 0)
  expect(recording.health.at(-1)).toEqual({
    state: 'partly',
    reason: { code: 'guard-folder-missing', params: { folder: 'none' } },
  })
})

test('a folder that vanishes is said at the next rescan, and watched again when it is back', async () => {
  const [file] = fill(1)
  const recording = createRecordingContext(data)
  const ticks: (() => void)[] = []
  const every = (_: number, f: () => void) => {
    ticks.push(f)
    return () => {}
  }
  const clock = { ...recording.context.clock, every }
  const source = createGuardSource({ folders: [docs] })
  running.push(source)
  await source.start({ ...recording.context, clock })
  await until('watching', () => recording.health.at(-1)?.state === 'watching')
  await until('its timers', () => ticks.length >= 3)
  const away = join(top, 'away')
  renameSync(docs, away)
  for (const tick of ticks) tick()
  await until('its absence', () => recording.health.at(-1)?.reason?.code === 'guard-folder-missing')
  renameSync(away, docs)
  for (const tick of ticks) tick()
  await until('its return', () => recording.health.at(-1)?.state === 'watching')
  writeFileSync(file!, randomBytes(12_000))
  await until('the file', () => destroyed(recording).includes(file!))
})

test('a guard that is stopped while it still begins stays stopped when it is started again', async () => {
  const files = fill(3)
  const first = createRecordingContext(data)
  const source = createGuardSource({ folders: [docs] })
  running.push(source)
  source.start(first.context)
  await source.stop()
  const second = createRecordingContext(data)
  source.start(second.context)
  await until('watching', () => second.health.some((h) => h.state === 'watching'))
  await until('the baseline', () => second.lines.some((l) => l.includes('baseline read')))
  for (const f of files) writeFileSync(f, randomBytes(12_000))
  await until('all files', () => destroyed(second).length >= files.length)
  expect(destroyed(second).sort()).toEqual([...files].sort())
  expect(first.health).toEqual([])
  expect(first.events).toEqual([])
})

test('a folder that is a link into another one is watched once', async () => {
  const [file] = fill(1)
  const link = join(top, 'Documents')
  symlinkSync(docs, link)
  const recording = createRecordingContext(data)
  const source = createGuardSource({ folders: [link, docs, join(docs, '見積')] })
  running.push(source)
  source.start(recording.context)
  await until('watching', () => recording.health.at(-1)?.state === 'watching')
  await until('the baseline', () => recording.lines.some((l) => l.includes('baseline read')))
  expect(source.roots()).toEqual([docs])
  writeFileSync(file!, randomBytes(12_000))
  await until('the file', () => destroyed(recording).length > 0)
  expect(source.changes(docs)).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(destroyed(recording)).toEqual([file])
})

test('a document that is emptied and blown up again with a hole is lost', { timeout: 60_000 }, async () => {
  const files = fill(2)
  const g = await begin()
  await until('the baseline', () => g.lines.some((l) => l.includes('baseline read')))
  for (const f of files) {
    truncateSync(f, 0)
    truncateSync(f, 12_000)
  }
  await until('all files', () => destroyed(g).length >= files.length, 40_000)
})
