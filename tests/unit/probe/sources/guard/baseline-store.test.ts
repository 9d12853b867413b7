import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { documentKinds } from '../../../../../main/probe/integrity/document-kind.ts'
import {
  baselineFile,
  loadBaseline,
  saveBaseline,
} from '../../../../../main/probe/sources/guard/baseline-store.ts'
import { createFileTable, type FileRecord } from '../../../../../main/probe/sources/guard/file-table.ts'

const data = mkdtempSync(join(tmpdir(), 'guard-store-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))
const root = '/home/あや/書類'
const file = baselineFile(data, root)
const pace = async () => {}
const now = Date.parse('2026-11-20T01:02:03.000Z')

const record = fc.record<FileRecord>({
  kind: fc.constantFrom(...documentKinds, null, 'unread' as const),
  size: fc.nat(),
  ctime: fc.double({ min: 0, max: 2e12, noNaN: true }),
  mtime: fc.option(fc.double({ min: 0, max: 2e12, noNaN: true })),
  ino: fc.nat(),
  destroyed: fc.boolean(),
})
const sample: FileRecord = { kind: 'zip', size: 5, ctime: 1, mtime: null, ino: 2, destroyed: false }
const name = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter((s) => !/[/\0]/.test(s) && s !== '.' && s !== '..')

test('what was saved is loaded again, whatever the names', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(name, fc.dictionary(name, record, { maxKeys: 5 }), { maxKeys: 5 }),
      async (tree) => {
        const table = createFileTable()
        for (const [directory, files] of Object.entries(tree))
          for (const [f, r] of Object.entries(files)) table.set(join(root, directory, f), r)
        await saveBaseline(file, root, table, pace)
        const again = createFileTable()
        expect(await loadBaseline(file, root, again, pace, now)).toBe('loaded')
        expect(again.size()).toBe(table.size())
        for (const [directory, files] of table.entries())
          for (const [f, r] of files)
            expect(again.get(join(directory, f))).toEqual({
              ...r,
              ctime: r.ctime + 0,
              mtime: r.mtime === null ? null : r.mtime + 0,
            })
      },
    ),
    { numRuns: 30, examples: [[{ 'a\u2028b': { '\u2029.docx': sample, '改行\u2028.xlsx': sample } }]] },
  )
})

const full = async () => {
  const table = createFileTable()
  for (let i = 0; i < 300; i++)
    table.set(join(root, `d${i % 7}`, `f${i}.pdf`), {
      kind: 'pdf',
      size: i,
      ctime: i,
      mtime: i,
      ino: i,
      destroyed: false,
    })
  await saveBaseline(file, root, table, pace)
}

test('a torn, foreign or nonsensical file is put aside with its date, and nothing of it stays', async () => {
  const damages: (() => void)[] = [
    () => writeFileSync(file, readFileSync(file).subarray(0, -40)),
    () => writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(0, 4).join('\n')),
    () => writeFileSync(file, Buffer.alloc(5000, 0xff)),
    () => writeFileSync(file, ''),
    () => writeFileSync(file, '[]\n'),
    () =>
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace('"pdf', '"../../etc/pdf').replace('["f7.pdf"', '["../x"'),
      ),
    () => writeFileSync(file, readFileSync(file, 'utf8').replace('書類', '別')),
  ]
  for (const damage of damages) {
    await full()
    damage()
    const table = createFileTable()
    expect(await loadBaseline(file, root, table, pace, now)).toBe('damaged')
    expect(table.size()).toBe(0)
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(dirname(file)).some((n) => n.includes('damaged-2026-11-20T01-02-03'))).toBe(true)
  }
})

test('no file yet is no damage', async () => {
  expect(await loadBaseline(join(data, 'none'), root, createFileTable(), pace, now)).toBe('none')
})

test('what is left of a save that was cut off does no harm', async () => {
  await full()
  appendFileSync(`${file}.new`, 'half a line')
  const table = createFileTable()
  expect(await loadBaseline(file, root, table, pace, now)).toBe('loaded')
  expect(table.size()).toBe(300)
})

test('a baseline of the version before, which kept no time of writing, is taken over', async () => {
  const rows = [['a.pdf', documentKinds.indexOf('pdf'), 5, 7, 3, 0]]
  writeFileSync(
    file,
    `${[{ version: 2, root }, [root, rows], { end: 1 }].map((l) => JSON.stringify(l)).join('\n')}\n`,
  )
  const table = createFileTable()
  expect(await loadBaseline(file, root, table, pace, now)).toBe('loaded')
  expect(table.get(join(root, 'a.pdf'))).toEqual({
    kind: 'pdf',
    size: 5,
    ctime: 7,
    mtime: null,
    ino: 3,
    destroyed: false,
  })
})
