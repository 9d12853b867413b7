import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRansomwareDetector } from '../../main/probe/detectors/ransomware.ts'
import { isCanary, placeCanaries, removeCanaries } from '../../main/probe/sources/guard/canaries.ts'
import { tidyCanaries } from '../../main/probe/sources/guard/canary-roots.ts'
import { createGuardSource } from '../../main/probe/sources/guard/guard-source.ts'
import { createRecordingContext, until } from '../fakes/guard/context.ts'
import { pdf } from '../fakes/guard/documents.ts'

let top: string
let docs: string
const names = () => readdirSync(docs, { recursive: true }).map(String)
const canaries = () => names().filter(isCanary)

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'guard-canaries-'))
  docs = join(top, 'docs')
  for (const d of ['docs/あ', 'docs/ん', 'docs/Dropbox', 'data']) mkdirSync(join(top, d), { recursive: true })
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

const { context } = createRecordingContext('/nonexistent')

test('they lie at both ends of each directory, take next to no room, and stay out of cloud folders', async () => {
  for (const d of ['', 'あ', 'ん'])
    for (const n of ['1.txt', '見積.xlsx', 'zz.pdf']) writeFileSync(join(docs, d, n), 'x')
  expect(await placeCanaries(docs, context.run, process.platform)).toBe(3)
  for (const d of [docs, join(docs, 'あ'), join(docs, 'ん')]) {
    const sorted = readdirSync(d, { withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => e.name)
      .sort()
    expect(isCanary(sorted[0]!)).toBe(true)
    expect(isCanary(sorted.at(-1)!)).toBe(true)
  }
  expect(readdirSync(join(docs, 'Dropbox'))).toEqual([])
  const onDisk = canaries().reduce((sum, n) => sum + statSync(join(docs, n)).blocks * 512, 0)
  expect(onDisk).toBeLessThan(200_000)
  expect(await placeCanaries(docs, context.run, process.platform)).toBe(3)
  expect(canaries()).toHaveLength(6)
  removeCanaries(docs)
  expect(canaries()).toEqual([])
})

test('a destroyed canary makes the next two files enough, and is not counted as a loss', async () => {
  const files = [0, 1].map((n) => join(docs, 'あ', `${n}.pdf`))
  for (const [n, f] of files.entries()) writeFileSync(f, pdf(20_000, n))
  const recording = createRecordingContext(join(top, 'data'))
  const detector = createRansomwareDetector()
  const source = createGuardSource({ folders: [docs], canaries: 'put' })
  await source.start(recording.context)
  try {
    await until('the baseline', () => recording.lines.some((l) => l.includes('baseline read')))
    await until('the canaries', () => canaries().length > 0)
    // The guard must have taken its own files in before somebody destroys them.
    await new Promise((resolve) => setTimeout(resolve, 500))
    const tiny = canaries().find((n) => statSync(join(docs, n)).size < 8192)!
    writeFileSync(join(docs, tiny), randomBytes(2000))
    for (const f of files) writeFileSync(f, randomBytes(20_000))
    await until('two files', () => recording.events.filter((e) => e.after === 'destroyed').length >= 3)
    const found = recording.events.flatMap((e) => detector.onEvent(e))
    expect(found).toMatchObject([{ kind: 'ransomware', severity: 'urgent', facts: { count: 2 } }])
    expect(recording.events.some((e) => e.signal === 'canary')).toBe(true)
  } finally {
    await source.stop()
  }
})

test('deleting canaries alone says nothing', async () => {
  const recording = createRecordingContext(join(top, 'data'))
  const source = createGuardSource({ folders: [docs], canaries: 'put' })
  await source.start(recording.context)
  try {
    await until('the canaries', () => canaries().length >= 6)
    await new Promise((resolve) => setTimeout(resolve, 500))
    removeCanaries(docs)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(recording.events).toEqual([])
  } finally {
    await source.stop()
  }
})

test('they are taken away where they are not wanted any more, also from a folder that is guarded no longer', async () => {
  const other = join(top, 'other')
  const many = Array.from({ length: 40 }, (_, n) => join(other, `d${n}`))
  for (const d of many) mkdirSync(d, { recursive: true })
  const left = () =>
    [other, docs].flatMap((d) => readdirSync(d, { recursive: true }).map(String)).filter(isCanary).length
  const data = join(top, 'data')
  const put = async () => {
    tidyCanaries(data, [docs, other], 'put', context.log)
    await placeCanaries(docs, context.run, process.platform)
    await placeCanaries(other, context.run, process.platform)
  }
  await put()
  const all = left()
  // Others are the first ones by name now.
  for (let n = 0; n < 40; n++) mkdirSync(join(other, `a${n}`))
  tidyCanaries(data, [docs], 'leave', context.log)
  expect(left()).toBe(all)
  tidyCanaries(data, [docs], 'put', context.log)
  expect(left()).toBe(6)
  await put()
  tidyCanaries(data, [docs, other], 'remove', context.log)
  expect(left()).toBe(0)
})
