import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPersistence, persistenceRows } from '../../../../../main/probe/sources/state/persistence.ts'
import { lookWith } from '../../../../fakes/looking.ts'
import { createScriptedRun, createSourceBench } from '../../../../fakes/source-bench.ts'

const rows = persistenceRows('darwin')
const filePlaces = rows.flatMap((row) =>
  row.readers.flatMap((r) =>
    r.kind === 'files' ? r.patterns.map((p) => [row.row, row.id, p, r.namesOnly ?? false] as const) : [],
  ),
)
const toolPlaces = rows.flatMap((row) =>
  row.readers.flatMap((r) => (r.kind === 'tool' ? [[row.row, row.id, r.file, r.args] as const] : [])),
)

describe('planted, changed and removed', () => {
  test.each(filePlaces)('row %i, %s: %s', async (row, id, pattern, namesOnly) => {
    const root = mkdtempSync(join(tmpdir(), 'mac-'))
    const { look } = await lookWith(createPersistence({ platform: 'darwin', root }), 30_000, {
      data: join(root, 'Users/sato'),
    })
    const file = join(root, pattern.replace('**', 'zz').replaceAll('*', 'zz').replace(/^~/, '/Users/sato'))
    const actions: string[] = []
    for (const move of [
      () => {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, 'true\n')
      },
      () => appendFileSync(file, 'more\n'),
      () => rmSync(file),
    ]) {
      move()
      actions.push(
        ...(await look()).filter((e) => e.details.place === id && e.details.row === row).map((e) => e.action),
      )
    }
    expect(actions).toEqual(namesOnly ? ['added', 'removed'] : ['added', 'changed', 'removed'])
  })
  test.each(toolPlaces)('row %i, %s: %s %s', async (row, _, file, args) => {
    let planted = false
    const run = createScriptedRun((f, a) => ({
      stdout: planted && f === file && a.join() === args.join() ? '/Users/Shared/evil\n' : '',
    }))
    const { look } = await lookWith(createPersistence({ platform: 'darwin' }), 30_000, {
      run,
      data: mkdtempSync(join(tmpdir(), 'mac-')),
    })
    planted = true
    const added = await look()
    planted = false
    const removed = await look()
    expect([...added, ...removed].filter((e) => e.details.row === row).map((e) => e.action)).toEqual([
      'added',
      'removed',
    ])
  })
})

test('every row of the table is there, on its system', () => {
  const numbers = (platform: NodeJS.Platform) =>
    [...new Set(persistenceRows(platform).map((r) => r.row))].sort((a, b) => a - b)
  expect([...numbers('win32'), ...numbers('darwin'), ...numbers('linux')]).toEqual(
    Array.from({ length: 46 }, (_, i) => i + 1),
  )
})

test('a tool that is not there is said', async () => {
  const bench = createSourceBench({
    run: createScriptedRun(() => ({ problem: 'not-found' })),
    data: mkdtempSync(join(tmpdir(), 'mac-')),
  })
  const source = createPersistence({ platform: 'darwin' })
  await source.start(bench.context)
  const end = Date.now() + 5000
  while (bench.states.length === 0 && Date.now() < end) await new Promise((r) => setTimeout(r, 10))
  await source.stop()
  expect(bench.states[0]).toMatchObject({ state: 'partly', reason: { code: 'places-unread' } })
})
