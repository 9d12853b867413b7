import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAttack } from '../bench/guard/attack-run.ts'
import { behaviours } from '../bench/guard/behaviours.ts'
import { loads } from '../bench/guard/benign-loads.ts'
import { runLoad } from '../bench/guard/benign-run.ts'
import { filesBelow } from '../bench/guard/files-below.ts'
import {
  assertPlayground,
  createPlayground,
  type Playground,
  removePlayground,
  restoreCorpus,
  writeCorpus,
} from '../bench/guard/playground.ts'

let playground: Playground
let masters: string
beforeAll(() => {
  playground = createPlayground()
  masters = join(playground.outside, 'masters')
  mkdirSync(masters)
  writeCorpus(masters, 300, 30)
})
afterAll(() => removePlayground(playground))

const shared = resolve(import.meta.dirname, '../../../shared/data/ransomware-behaviours.json')

test.skipIf(!existsSync(shared))('every behaviour and load of the list is run', () => {
  const list = JSON.parse(readFileSync(shared, 'utf8')) as Record<
    'attacks' | 'benign',
    { id: string; rate?: number }[]
  >
  expect(behaviours.map((b) => [b.id, b.rate])).toEqual(list.attacks.map((a) => [a.id, a.rate]))
  for (const { id } of list.benign) expect(loads.map((l) => l.id)).toContain(id)
})

// The pause has its own test; here other people's work on the machine must not change the numbers.
describe('attacks are found', () => {
  test.each(behaviours.map((b) => [b.id, b] as const))('%s', async (_, b) => {
    restoreCorpus(playground, masters)
    // Nobody waits half a minute a file in a test; the bench does.
    const rate = Math.max(b.rate, 2)
    const files = filesBelow(playground.docs)
    const result = await runAttack(playground, { ...b, rate }, files, {
      limit: rate < 50 ? 8 : 120,
      seed: 5,
      pause: false,
    })
    if (result.skipped) return console.log(`${b.id} not run: ${result.skipped}`)
    expect(result.found).toBe(true)
    expect(result.lost).toBeLessThanOrEqual(60)
  })
})

describe('the work of an office stays silent', () => {
  const quick = ['B05', 'B09', 'B12', 'B13', 'B14', 'B15', 'B16', 'B17', 'B18', 'B19']
  test.each(loads.filter((l) => quick.includes(l.id)).map((l) => [l.id, l] as const))(
    '%s',
    async (_, load) => {
      restoreCorpus(playground, masters)
      const result = await runLoad(playground, load, filesBelow(playground.docs))
      if (result.skipped) return console.log(`${load.id} not run: ${result.skipped}`)
      expect(result.raised).toEqual([])
    },
  )
  test.each(loads.filter((l) => l.id.startsWith('X')).map((l) => [l.id, l] as const))(
    '%s: at most "check"',
    async (_, load) => {
      restoreCorpus(playground, masters)
      const result = await runLoad(playground, load, filesBelow(playground.docs))
      if (result.skipped) return console.log(`${load.id} not run: ${result.skipped}`)
      expect(result.raised.filter((r) => !r.startsWith('check '))).toEqual([])
    },
  )
})

test('simulators refuse every folder that they have not made themselves', () => {
  const other = mkdtempSync(join(tmpdir(), 'guard-foreign-'))
  const { top, token } = playground
  expect(() => assertPlayground(other, token, [])).toThrow(/refused/)
  expect(() => assertPlayground('/', token, [])).toThrow(/refused/)
  expect(() => assertPlayground(top, 'guessed', [])).toThrow(/refused/)
  expect(() => assertPlayground(top, token.replaceAll(/./g, 'a'), [])).toThrow(/refused/)
  expect(() => assertPlayground(top, token, ['/etc/passwd'])).toThrow(/refused/)
  expect(() => assertPlayground(top, token, [`${top}/../x`])).toThrow(/refused/)
  const link = join(top, 'outside', 'link')
  symlinkSync(other, link)
  expect(() => assertPlayground(top, token, [link])).toThrow(/refused/)
  expect(() => assertPlayground(top, token, [masters])).not.toThrow()
  rmSync(link)
  rmSync(other, { recursive: true })
})
