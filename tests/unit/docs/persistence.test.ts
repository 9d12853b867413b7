import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { persistenceRows } from '../../../main/probe/sources/state/persistence.ts'

const rows = readFileSync('docs/persistence.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, system, , ids] = line.split('|').map((cell) => cell.trim())
    return /^\d+$/.test(number ?? '') ? [{ row: Number(number), system, ids: ids ?? '' }] : []
  })

test('the table of places names every row of the code, on its system, and no other', () => {
  expect(rows.map((r) => r.row)).toEqual(Array.from({ length: 46 }, (_, i) => i + 1))
  const written = rows.flatMap(({ row, system, ids }) =>
    [...ids.matchAll(/`([^`]+)`/g)].map(([, id]) => `${row} ${system} ${id}`),
  )
  const coded = (
    [
      ['win32', 'Windows'],
      ['darwin', 'macOS'],
      ['linux', 'Linux'],
    ] as const
  ).flatMap(([platform, system]) => persistenceRows(platform).map(({ row, id }) => `${row} ${system} ${id}`))
  expect(written.sort()).toEqual(coded.sort())
})
