import { expect, test } from 'vitest'
import type { StateEntry } from '../../../../../main/probe/normalise/state/state-diff.ts'
import { createStateWatch } from '../../../../../main/probe/sources/state/state-watch.ts'
import { lookWith } from '../../../../fakes/looking.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createSourceBench, until } from '../../../../fakes/source-bench.ts'

const entries = (n: number, signs: string[] = [], changedAt?: number): StateEntry[] =>
  Array.from({ length: n }, (_, i) => ({
    key: `e${i}`,
    subject: `e${i}`,
    ...(changedAt === undefined ? {} : { changedAt }),
    details: { signs },
  }))

test('a flood of changes starts few tools, but all that would alarm somebody is asked about', async () => {
  let here: [number, number, number] = [0, 0, 0]
  const source = createStateWatch({
    id: 'flood',
    topic: 'persistence',
    every: 1000,
    groups: [
      { id: 'plain', read: () => ({ entries: entries(here[0]) }) },
      { id: 'grave', facts: { grave: true }, read: () => ({ entries: entries(here[1]) }) },
      { id: 'signs', read: () => ({ entries: entries(here[2], ['script-host']) }) },
    ],
    enrich: async () => ({ trust: 'trusted' }),
  })
  const { look } = await lookWith(source, 1000)
  here = [100, 5, 5]
  const asked = (await look()).filter((e) => e.details.trust === 'trusted').map((e) => e.details.group)
  expect(asked.filter((g) => g === 'plain')).toHaveLength(40)
  expect(asked.filter((g) => g === 'grave')).toHaveLength(5)
  expect(asked.filter((g) => g === 'signs')).toHaveLength(5)
})

/** Looks with a wall clock that somebody sets: `shift` (ms) against the true time. */
const withWallClock = async (mark: unknown, shift: { ms: number }, read: () => StateEntry[]) => {
  const clock = createManualClock()
  const bench = createSourceBench({ clock: { ...clock, now: () => clock.now() + shift.ms }, mark })
  const source = createStateWatch({
    id: 'clocked',
    topic: 'persistence',
    every: 1000,
    groups: [{ id: 'group', read: () => ({ entries: read() }) }],
  })
  await source.start(bench.context)
  await until('the first look', () => clock.timers() > 0)
  return { clock, bench, source }
}

test.each([
  ['forward by a day', 24 * 3600_000],
  ['back by a day', -24 * 3600_000],
])('the clock is set %s: looks go on, a change is told once, by the clock as it is', async (_, ms) => {
  const shift = { ms: 0 }
  let count = 1
  const { clock, bench, source } = await withWallClock(null, shift, () => entries(count))
  shift.ms = ms
  await clock.advance(1000)
  await until('the look', () => clock.timers() > 0)
  expect(bench.events).toEqual([])
  count = 2
  await clock.advance(1000)
  await until('the change', () => bench.events.length > 0)
  await clock.advance(5000)
  expect(bench.events.map((e) => Date.parse(e.at))).toEqual([clock.now() - 5000 + ms])
  await source.stop()
})

test('what happened while the app was off is dated as it happened, never in the future', async () => {
  const first = await withWallClock(null, { ms: 0 }, () => entries(1))
  await first.source.stop()
  const now = first.clock.now()
  const later = async (changedAt: number) => {
    const { bench, source } = await withWallClock(first.bench.mark(), { ms: 0 }, () =>
      entries(2, [], changedAt),
    )
    await source.stop()
    return bench.events.map((e) => [Date.parse(e.at), e.category === 'state' && e.caughtUp])
  }
  expect(await later(now - 3 * 3600_000)).toEqual([[now - 3 * 3600_000, true]])
  // A file of a PC whose clock was wrong says tomorrow.
  expect(await later(now + 24 * 3600_000)).toEqual([[now, true]])
})
