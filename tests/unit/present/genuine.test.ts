import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openToldNotices } from '../../../main/core/told-notices.ts'
import { toldLately } from '../../../main/present/genuine.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'

const hour = 3_600_000
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-told-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const ids = (told: ReturnType<typeof openToldNotices>) => told.lately().map((n) => n.id)

test('what was told within the last hour is ours, newest first, each once; older is not', async () => {
  const clock = createManualClock()
  const told = openToldNotices(folder, clock)
  expect(ids(told)).toEqual([])
  told.note('old', 'A')
  await clock.advance(0.9 * hour)
  told.note('a', 'B')
  told.note('b', 'C')
  told.note('a', 'B')
  expect(ids(told)).toEqual(['a', 'b', 'old'])
  await clock.advance(0.2 * hour)
  expect(ids(told)).toEqual(['a', 'b'])
})
test('a clock that is set by hours changes nothing within one run', () => {
  const at = { at: 1000 * hour, run: 'x', steady: 0 }
  expect(toldLately(at, { at: 1009 * hour, run: 'x', steady: 60_000 })).toBe(true)
  expect(toldLately(at, { at: 991 * hour, run: 'x', steady: 60_000 })).toBe(true)
  expect(toldLately(at, { at: 1000 * hour, run: 'x', steady: 1.1 * hour })).toBe(false)
})
test('a restart forgets nothing; what then lies ahead of the clock still counts', async () => {
  const clock = createManualClock()
  openToldNotices(folder, clock).note('a', 'A')
  expect(ids(openToldNotices(folder, clock))).toEqual(['a'])
  expect(ids(openToldNotices(folder, createManualClock(clock.now() - 3 * hour)))).toEqual(['a'])
  expect(ids(openToldNotices(folder, createManualClock(clock.now() + 3 * hour)))).toEqual([])
})
test('a damaged list, and a folder that takes nothing, cost only the past', () => {
  writeFileSync(join(folder, 'told-notices.json'), '{"half')
  const told = openToldNotices(folder, createManualClock())
  told.note('a', 'A')
  expect(ids(told)).toEqual(['a'])
  const nowhere = openToldNotices('/dev/null/told', createManualClock())
  nowhere.note('a', 'A')
  expect(ids(nowhere)).toEqual(['a'])
})
