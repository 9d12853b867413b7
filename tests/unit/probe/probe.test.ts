import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding } from '../../../main/contract/alert.ts'
import type { Event } from '../../../main/contract/event.ts'
import type { SourceHealth } from '../../../main/contract/state.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { nodeRunCommand } from '../../../main/ports/run-command.ts'
import type { Detector } from '../../../main/probe/detectors/detector.ts'
import { createProbe } from '../../../main/probe/probe.ts'
import type { Source, SourceContext } from '../../../main/probe/sources/source.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'

const failure: Event = {
  category: 'authentication',
  at: '2026-11-23T08:00:00.000Z',
  source: 's',
  outcome: 'failure',
  user: 'root',
  from: '192.0.2.1',
  service: 'sshd',
}
const finding = (key: string): Finding => ({
  kind: 'general',
  severity: 'check',
  key,
  occurredAt: failure.at,
  lastAt: failure.at,
  facts: {},
  evidence: {},
})

const setUp = (sources: Source[], detectors: Detector[]) => {
  const data = mkdtempSync(join(tmpdir(), 'probe-'))
  const clock = createManualClock()
  const findings: Finding[] = []
  const health: SourceHealth[] = []
  const damaged: string[] = []
  const probe = createProbe({
    clock,
    run: nodeRunCommand,
    log: silentLog,
    paths: { data, home: data, documents: [] },
    random: () => 0.5,
    sources,
    detectors,
    onFinding: (f) => findings.push(f),
    onHealth: (h) => health.push(h),
    onDamaged: (file) => damaged.push(file),
  })
  return { probe, clock, findings, health, damaged, data }
}
const source = (id: string, start: (context: SourceContext) => void): Source & { stops: number } => {
  const made = {
    id,
    start,
    stops: 0,
    stop() {
      made.stops += 1
    },
  }
  return made
}
const every = (id: string, onEvent: Detector['onEvent']): Detector => ({
  id,
  needs: ['authentication'],
  onEvent,
})

test('an event reaches only detectors that need it, and one that throws harms nobody', async () => {
  const { probe, findings, clock } = setUp(
    [source('s', ({ emit }) => emit(failure))],
    [
      every('broken', () => {
        throw new Error('broken')
      }),
      every('good', () => [finding('good')]),
      { id: 'other', needs: ['file'], onEvent: () => [finding('other')] },
    ],
  )
  await probe.start()
  await clock.advance(10)
  expect(findings.map((f) => f.key)).toEqual(['good'])
  await probe.stop()
})

test('a flood is bounded and counted; nothing that was accepted is lost at the end', async () => {
  let seen = 0
  const { probe } = setUp(
    [
      source('flood', ({ emit }) => {
        for (let i = 0; i < 25_000; i += 1) emit(failure)
      }),
    ],
    [
      every('count', () => {
        seen += 1
        return []
      }),
    ],
  )
  await probe.start()
  await probe.stop()
  expect(probe.health()[0]).toMatchObject({ events: 25_000, dropped: 5000, state: 'stopped' })
  expect(seen).toBe(20_000)
})

test('a source that dies is shown with its reason and started again, later each time', async () => {
  const starts: number[] = []
  const { probe, clock, health } = setUp(
    [
      source('mortal', ({ died, clock: c }) => {
        starts.push(c.now())
        died({ code: 'tool-ended' })
      }),
    ],
    [],
  )
  await probe.start()
  await clock.advance(60_000)
  const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0))
  expect(gaps.slice(0, 4)).toEqual([1000, 2000, 4000, 8000])
  expect(health.at(-1)).toMatchObject({ state: 'restarting', reason: { code: 'tool-ended' } })
  await probe.stop()
  const before = starts.length
  await clock.advance(600_000)
  expect(starts.length).toBe(before)
})

test('a start that throws counts as died; one that cannot is tried again rarely', async () => {
  let thrown = 0
  let cannot = 0
  const unable = source('unable', ({ health }) => {
    cannot += 1
    health('cannot', { code: 'no-permission' })
  })
  const { probe, clock } = setUp(
    [
      source('throws', () => {
        thrown += 1
        throw new Error('no')
      }),
      unable,
    ],
    [],
  )
  await probe.start()
  await clock.advance(10 * 60_000)
  expect(thrown).toBeGreaterThan(5)
  expect(cannot).toBe(1)
  expect(probe.health()[1]).toMatchObject({ state: 'cannot', reason: { code: 'no-permission' } })
  await clock.advance(40 * 60_000)
  expect(cannot).toBe(2)
  expect(unable.stops).toBe(1)
  await probe.stop()
})

test('what a stopped source still says is not heard', async () => {
  let late: SourceContext | null = null
  const { probe, findings, clock } = setUp(
    [
      source('s', (c) => {
        late = c
      }),
    ],
    [every('any', () => [finding('any')])],
  )
  await probe.start()
  await probe.stop()
  late!.emit(failure)
  late!.health('watching')
  await clock.advance(10)
  expect(findings).toEqual([])
  expect(probe.health()[0]?.state).toBe('stopped')
})

test('ticks come only while a detector wants them', async () => {
  let left = 0
  let ticks = 0
  const { probe, clock } = setUp(
    [source('s', ({ emit, clock: c }) => void c.after(5000, () => emit(failure)))],
    [
      {
        id: 'silence',
        needs: ['authentication'],
        onEvent: () => {
          left = 3
          return []
        },
        onTick: () => {
          ticks += 1
          left -= 1
          return left === 0 ? [finding('quiet')] : []
        },
        wantsTick: () => left > 0,
      },
    ],
  )
  await probe.start()
  await clock.advance(4000)
  expect(ticks).toBe(0)
  await clock.advance(20_000)
  expect(ticks).toBe(3)
  await probe.stop()
})

test('a bookmark survives, and a damaged one is put aside and told', async () => {
  const read: unknown[] = []
  const make = () =>
    source('mark', ({ bookmark }) => {
      read.push(bookmark.read())
      bookmark.write({ n: read.length })
    })
  const first = setUp([make()], [])
  await first.probe.start()
  await first.probe.stop()
  const file = join(first.data, 'bookmarks', 'mark.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ n: 1 })
  await first.probe.start()
  await first.probe.stop()
  writeFileSync(file, '{"n": 2')
  await first.probe.start()
  await first.probe.stop()
  expect(read).toEqual([null, { n: 1 }, null])
  expect(first.damaged).toHaveLength(1)
  expect(
    readdirSync(join(first.data, 'bookmarks')).some((n) => /^mark\.json\.damaged-\d{8}-\d{6}$/.test(n)),
  ).toBe(true)
})
