import { expect, test } from 'vitest'
import type { Finding } from '../../../../main/contract/alert.ts'
import type { Checking, CheckResult } from '../../../../main/contract/check.ts'
import type { Clock } from '../../../../main/ports/clock.ts'
import { silentLog } from '../../../../main/ports/log.ts'
import { CannotTell } from '../../../../main/probe/checks/cannot-tell.ts'
import { type Check, good, mend, part } from '../../../../main/probe/checks/check.ts'
import { createCheckRunner } from '../../../../main/probe/checks/runner.ts'
import { brokenWorld, now } from '../../../fakes/checks/world.ts'

type Say = 'good' | 'mend' | 'fails' | 'not here'
const hour = 3_600_000

/** A runner over two checks whose answers the test sets, and a clock that the test moves. */
const setUp = (stored: unknown = null, random = 0.5) => {
  const say: Record<string, Say> = { firewall: 'good', clock: 'good' }
  let time = now
  const timers: { at: number; f: () => void }[] = []
  const clock: Clock = {
    now: () => time,
    monotonic: () => time,
    after(ms, f) {
      const timer = { at: time + ms, f }
      timers.push(timer)
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1))
    },
    every: () => () => {},
  }
  let busy = 0
  let gate: Promise<void> = Promise.resolve()
  const checks: Check[] = ['firewall', 'clock'].map((id) => ({
    id,
    who: 'you',
    on: {
      linux: part<Say>({
        async gather() {
          expect(++busy).toBe(1)
          await gate
          busy--
          if (say[id] === 'fails') throw new CannotTell('tool-failed', { tool: 'x' })
          return say[id]!
        },
        judge: (s) => (s === 'not here' ? null : s === 'good' ? good({ seen: 1 }) : mend('off')),
      }),
    },
  }))
  const seen = { results: [] as CheckResult[][], progress: [] as (Checking | null)[], worse: [] as Finding[] }
  let memory = stored
  const runner = createCheckRunner({
    checks,
    platform: 'linux',
    world: () => brokenWorld('linux'),
    clock,
    log: silentLog,
    random: () => random,
    memory: {
      read: () => memory,
      write(v) {
        memory = JSON.parse(JSON.stringify(v))
      },
    },
    onChange: (r) => seen.results.push(r),
    onProgress: (p) => seen.progress.push(p),
    onWorse: (f) => seen.worse.push(f),
  })
  const pass = async (ms: number) => {
    const until = time + ms
    for (;;) {
      const next = timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      timers.splice(timers.indexOf(next), 1)
      time = next.at
      next.f()
      await new Promise((done) => setImmediate(done))
    }
    time = until
  }
  return {
    runner,
    say,
    seen,
    pass,
    timers,
    memory: () => memory,
    hold(p: Promise<void>) {
      gate = p
    },
    at(ms: number) {
      time = ms
    },
  }
}

test('runs soon after the start, every six hours, and on wake, never on the dot', async () => {
  const { runner, seen, pass, timers } = setUp()
  runner.start()
  expect(timers[0]!.at - now).toBeGreaterThanOrEqual(10_000)
  await pass(60_000)
  expect(seen.results.length).toBe(1)
  await pass(12.5 * hour)
  expect(seen.results.length).toBe(3)
  runner.wake()
  await pass(120_000)
  expect(seen.results.length).toBe(4)
  await pass(7 * hour)
  expect(seen.results.length).toBe(5)
  const early = setUp(null, 0)
  early.runner.start()
  expect(early.timers[0]!.at).toBeLessThan(setUpLate())
})
const setUpLate = () => {
  const late = setUp(null, 0.99)
  late.runner.start()
  return late.timers[0]!.at
}

test('one after another; a second wish joins the run', async () => {
  const { runner, seen, hold } = setUp()
  const { promise, resolve: open } = Promise.withResolvers<void>()
  hold(promise)
  const first = runner.runNow()
  const second = runner.runNow()
  expect(second).toBe(first)
  open()
  await first
  expect(seen.results.length).toBe(1)
  expect(seen.progress).toEqual([{ done: 0, total: 2 }, { done: 1, total: 2 }, null])
})

test('only a change for the worse is told, once', async () => {
  const { runner, say, seen } = setUp()
  say.clock = 'mend'
  await runner.runNow()
  expect(seen.worse).toEqual([])
  say.firewall = 'mend'
  await runner.runNow()
  await runner.runNow()
  expect(seen.worse.map((f) => [f.kind, f.severity, f.key])).toEqual([
    ['check-worse', 'notice', 'check:firewall'],
  ])
  say.firewall = 'good'
  await runner.runNow()
  expect(seen.worse.length).toBe(1)
})

test('a tool that failed in between neither hides a change for the worse nor makes one', async () => {
  const { runner, say, seen } = setUp()
  await runner.runNow()
  say.firewall = 'fails'
  await runner.runNow()
  expect(seen.results.at(-1)![0]).toMatchObject({ answer: 'unknown', facts: { seen: 1 } })
  expect(seen.worse).toEqual([])
  say.firewall = 'mend'
  await runner.runNow()
  expect(seen.worse.length).toBe(1)
})

test('"since" stays while the answer stays, also over a restart of the app', async () => {
  const first = setUp()
  await first.runner.runNow()
  const again = setUp(first.memory())
  again.at(now + 3 * hour)
  again.runner.start()
  expect(again.seen.results[0]!.map((r) => r.id)).toEqual(['firewall', 'clock'])
  const [result] = await again.runner.runNow()
  expect(result).toMatchObject({
    since: new Date(now).toISOString(),
    checkedAt: new Date(now + 3 * hour).toISOString(),
  })
  again.say.firewall = 'mend'
  const [changed] = await again.runner.runNow()
  expect(changed!.since).toBe(new Date(now + 3 * hour).toISOString())
  expect(again.seen.worse.length).toBe(1)
})

test('damaged memory costs nothing but the memory', async () => {
  for (const stored of [
    'x',
    7,
    [],
    {},
    { schema: 1, checks: 'x' },
    { schema: 1, checks: [null, { result: { id: 'firewall' } }] },
  ]) {
    const { runner } = setUp(stored)
    expect((await runner.runNow()).map((r) => r.answer)).toEqual(['good', 'good'])
  }
})

test('what does not apply to this PC is not shown', async () => {
  const { runner, say } = setUp()
  await runner.runNow()
  say.clock = 'not here'
  expect((await runner.runNow()).map((r) => r.id)).toEqual(['firewall'])
})

test('a stop ends the run after the check that is under way', async () => {
  const { runner, seen, hold, timers } = setUp()
  const { promise, resolve: open } = Promise.withResolvers<void>()
  hold(promise)
  runner.start()
  const run = runner.runNow()
  const stopped = runner.stop()
  open()
  await stopped
  await run
  expect(seen.results).toEqual([])
  expect(timers).toEqual([])
})
