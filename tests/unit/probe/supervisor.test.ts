import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../../../main/contract/event.ts'
import type { SourceHealth } from '../../../main/contract/state.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { createLookingSource, type Source, type SourceContext } from '../../../main/probe/sources/source.ts'
import { createSupervisor } from '../../../main/probe/supervisor.ts'
import { createManualClock, type ManualClock } from '../../fakes/manual-clock.ts'

const minute = 60_000
const happened: Event = {
  category: 'authentication',
  at: '2026-11-23T08:00:00.000Z',
  source: 's',
  outcome: 'failure',
  user: 'root',
  from: '192.0.2.1',
  service: 'sshd',
}

const setUp = (source: Source, clock: ManualClock) => {
  const events: Event[] = []
  const states: SourceHealth[] = []
  const marks: unknown[] = []
  const supervisor = createSupervisor({
    source,
    clock,
    log: silentLog,
    random: () => 0.5,
    context: {
      clock,
      run: { run: () => Promise.reject(), lines: () => ({ stop() {} }) },
      log: silentLog,
      paths: { data: '/', home: '/', documents: [] },
      bookmark: { read: () => marks.at(-1) ?? null, write: (mark) => void marks.push(mark) },
    },
    emit: (event) => void events.push(event),
    onHealth: (health) => void states.push(health),
  })
  return { supervisor, events, states, marks }
}

test('a watcher that recovers by itself is not started a second time', async () => {
  const clock = createManualClock()
  const contexts: SourceContext[] = []
  let stops = 0
  const { supervisor } = setUp(
    {
      id: 's',
      start: (context) => void contexts.push(context),
      stop() {
        stops += 1
      },
    },
    clock,
  )
  await supervisor.start()
  contexts[0]?.health('cannot', { code: 'tool-failed' })
  await clock.advance(minute)
  contexts[0]?.health('watching')
  await clock.advance(41 * minute)
  expect({ starts: contexts.length, stops, state: supervisor.health().state }).toEqual({
    starts: 1,
    stops: 0,
    state: 'watching',
  })
  await supervisor.stop()
  expect({ stops, timers: clock.timers() }).toEqual({ stops: 1, timers: 0 })
})

test('a real looking source with one passing failure keeps one loop, and stop ends it', async () => {
  const clock = createManualClock()
  let looks = 0
  const source = createLookingSource({
    id: 's',
    every: 10_000,
    begin:
      ({ health }) =>
      async () => {
        looks += 1
        if (looks === 1) health('cannot', { code: 'tool-failed' })
        else health('watching')
      },
  })
  const { supervisor } = setUp(source, clock)
  await supervisor.start()
  await clock.advance(60 * minute)
  const before = looks
  await clock.advance(10 * minute)
  expect(looks - before).toBe(60)
  await supervisor.stop()
  const last = looks
  await clock.advance(60 * minute)
  expect(looks).toBe(last)
})

test('one that says at every look that it cannot is still tried again', async () => {
  const clock = createManualClock()
  let starts = 0
  const source = createLookingSource({
    id: 's',
    every: 10_000,
    begin({ health }) {
      starts += 1
      return async () => health('cannot', { code: 'tool-failed' })
    },
  })
  const { supervisor } = setUp(source, clock)
  await supervisor.start()
  await clock.advance(65 * minute)
  expect(starts).toBe(3)
  await supervisor.stop()
})

test('a death takes the next try of a failure along: one start follows, not two', async () => {
  const clock = createManualClock()
  const contexts: SourceContext[] = []
  const { supervisor } = setUp(
    {
      id: 's',
      start: (context) => void contexts.push(context),
      // So slow that the next try after `cannot` would come while it stops.
      stop: () => new Promise<void>((done) => void clock.after(4000, done)),
    },
    clock,
  )
  await supervisor.start()
  contexts[0]?.health('cannot', { code: 'tool-failed' })
  await clock.advance(30 * minute - 2000)
  contexts[0]?.died({ code: 'tool-ended' })
  await clock.advance(50 * minute)
  expect(contexts.length).toBe(2)
})

test('a start that comes back after the stop is stopped as well', async () => {
  const clock = createManualClock()
  let running = false
  const { supervisor } = setUp(
    {
      id: 's',
      async start() {
        await new Promise<void>((done) => void clock.after(2000, done))
        running = true
      },
      stop() {
        running = false
      },
    },
    clock,
  )
  const started = supervisor.start()
  const stopped = supervisor.stop()
  await clock.advance(minute)
  await Promise.all([started, stopped])
  expect({ running, state: supervisor.health().state }).toEqual({ running: false, state: 'stopped' })
})

test('a start that hangs does not hold up the end of the app, and none follows it', async () => {
  const clock = createManualClock()
  let starts = 0
  const { supervisor } = setUp(
    {
      id: 's',
      start() {
        starts += 1
        return new Promise(() => {})
      },
      stop() {},
    },
    clock,
  )
  void supervisor.start()
  let stopped = false
  void supervisor.stop().then(() => {
    stopped = true
  })
  await clock.advance(6000)
  expect(stopped).toBe(true)
  void supervisor.start()
  await clock.advance(60 * minute)
  expect(starts).toBe(1)
})

test('a stopped run keeps its last mark and writes no other', async () => {
  const clock = createManualClock()
  let kept: SourceContext | null = null
  const { supervisor, marks } = setUp(
    {
      id: 's',
      start(context) {
        kept = context
      },
      stop: () => kept?.bookmark.write('last'),
    },
    clock,
  )
  await supervisor.start()
  await supervisor.stop()
  kept!.bookmark.write('too late')
  expect(marks).toEqual(['last'])
})

type Life = { context: SourceContext; alive: boolean }
/**
 * A source at its rudest: starting and stopping take their time, a start goes on although it was told to stop, `stop`
 * knows only the newest run, and runs that are over go on talking.
 */
const createRudeSource = (clock: ManualClock, startTakes: number, stopTakes: number) => {
  const lives: Life[] = []
  let most = 0
  const wait = (ms: number) => new Promise<void>((done) => void clock.after(ms, done))
  const alive = () => lives.filter((life) => life.alive).length
  const source: Source = {
    id: 's',
    async start(context) {
      const life = { context, alive: false }
      lives.push(life)
      if (startTakes > 0) await wait(startTakes)
      life.alive = true
      most = Math.max(most, alive())
    },
    async stop() {
      if (stopTakes > 0) await wait(stopTakes)
      const newest = lives.at(-1)
      if (newest) newest.alive = false
    },
  }
  return { source, lives, alive, most: () => most }
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 5000 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 45 * minute }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      state: fc.constantFrom<SourceHealth['state']>('watching', 'partly', 'cannot', 'stopped'),
      // Counted from the newest run backwards: 0 is the one that may speak.
      run: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('die' as const), run: fc.integer({ min: 0, max: 2 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('emit' as const), run: fc.integer({ min: 0, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'stop' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'start' as const }) },
)

test('never two runs at once, and stop reaches the run, whatever is said and whenever', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.constantFrom(0, 0, 300, 7000),
      fc.constantFrom(0, 0, 300, 4000),
      async (steps, startTakes, stopTakes) => {
        const clock = createManualClock()
        const rude = createRudeSource(clock, startTakes, stopTakes)
        const { supervisor, events } = setUp(rude.source, clock)
        void supervisor.start()
        let wanted = true
        for (const taken of steps) {
          const life = 'run' in taken ? rude.lives.at(-1 - taken.run) : undefined
          const before = events.length
          if (taken.do === 'wait') await clock.advance(taken.ms)
          else if (taken.do === 'say') life?.context.health(taken.state, { code: 'said' })
          else if (taken.do === 'die') life?.context.died({ code: 'died' })
          else if (taken.do === 'emit') life?.context.emit(happened)
          else {
            wanted = taken.do === 'start'
            void (wanted ? supervisor.start() : supervisor.stop())
          }
          expect(rude.most()).toBeLessThanOrEqual(1)
          // Only the newest run is ever heard, and none after a stop.
          if ('run' in taken && (taken.run > 0 || !wanted)) expect(events.length).toBe(before)
        }
        // Left alone it finds back to exactly one run, when one is wanted.
        await clock.advance(46 * minute)
        expect({ most: rude.most() <= 1, alive: rude.alive() }).toEqual({ most: true, alive: wanted ? 1 : 0 })
        void supervisor.stop()
        await clock.advance(46 * minute)
        const starts = rude.lives.length
        await clock.advance(46 * minute)
        expect({
          alive: rude.alive(),
          started: rude.lives.length - starts,
          timers: clock.timers(),
          state: supervisor.health().state,
        }).toEqual({ alive: 0, started: 0, timers: 0, state: 'stopped' })
      },
    ),
    { numRuns: 300 },
  )
})
