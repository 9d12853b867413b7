import { expect, test } from 'vitest'
import type { Alert, Finding } from '../../../main/contract/alert.ts'
import { pauseOf } from '../../../main/contract/guard.ts'
import { createGuardPause } from '../../../main/core/guard-pause.ts'
import { systemClock } from '../../../main/ports/clock.ts'
import { silentLog } from '../../../main/ports/log.ts'
import type { PauseResult } from '../../../main/probe/sources/guard/writer-pause.ts'

const now = Date.parse('2026-11-20T01:00:00.000Z')
const finding = (more: Partial<Finding> = {}): Finding => ({
  kind: 'ransomware',
  severity: 'urgent',
  key: 'ransomware:/d',
  occurredAt: new Date(now - 500).toISOString(),
  lastAt: new Date(now - 100).toISOString(),
  facts: { folder: 'd', count: 5 },
  evidence: { root: '/d' },
  ...more,
})
const program = {
  id: '7-99',
  pid: 7,
  parentPid: 1,
  startTime: '99',
  name: 'locker',
  executable: null,
  folder: '/d',
}

const setUp = (
  result: PauseResult,
  allowed = true,
  slow: PauseResult = { state: 'not-found', processes: [] },
) => {
  const raised: Finding[] = []
  const calls: string[] = []
  let alert: Alert | null = null
  const results: PauseResult[] = []
  let later = 0
  const guard = createGuardPause({
    pause: {
      async pause(folder, _changes, spared) {
        const names = [...(spared ?? [])]
        calls.push(`pause ${folder}${names.map((n) => ` without ${n}`)}`)
        const next = results.shift() ?? result
        return next.processes.some((p) => names.includes(p.name))
          ? { state: 'not-found', processes: [] }
          : next
      },
      async pauseSlowly(folder, _losses, _over, innocent) {
        calls.push(`watch ${folder}${[...innocent].map((i) => ` without ${i}`)}`)
        return innocent.size > 0 ? { state: 'not-found', processes: [] } : slow
      },
      async resume(id) {
        calls.push(`resume ${id}`)
        return true
      },
      paused: async () => [],
    },
    changes: () => 0,
    clock: { ...systemClock, now: () => now + later },
    log: silentLog,
    allowed: () => allowed,
    raise: (f) => {
      raised.push(f)
      alert = {
        ...f,
        id: 'a1',
        detectedAt: '',
        updatedAt: '',
        count: 2,
        state: 'new',
        answer: null,
        drill: false,
      }
      return alert
    },
    alerts: { get: (id) => (id === 'a1' ? alert : null), list: () => (alert ? [alert] : []) },
    change: (_, patch) => {
      alert = { ...alert!, ...patch }
    },
  })
  const wait = (ms: number) => {
    later += ms
  }
  return {
    guard,
    raised,
    calls,
    results,
    wait,
    alert: () => alert!,
    settle: () => new Promise((r) => setImmediate(r)),
  }
}
const paused: PauseResult = { state: 'paused', processes: [program] }

test('the first urgent finding pauses the writer and is told again with its name', async () => {
  const t = setUp(paused)
  expect(t.guard.see(finding())).toEqual(finding())
  await t.settle()
  expect(t.calls).toEqual(['pause /d'])
  expect(t.raised[0]?.facts).toEqual({ folder: 'd', count: 5, program: 'locker' })
  expect(pauseOf(t.alert())).toEqual({ state: 'paused', programs: [{ id: '7-99', name: 'locker', pid: 7 }] })
  const grown = t.guard.see(finding({ facts: { folder: 'd', count: 9 } }))
  expect(grown.facts).toEqual({ folder: 'd', count: 9, program: 'locker' })
  expect(grown.evidence).toEqual({ root: '/d' })
  await t.settle()
  expect(t.calls).toEqual(['pause /d'])
})

test('resume, keep and do-not-know are kept with the alert', async () => {
  const t = setUp(paused)
  t.guard.see(finding())
  await t.settle()
  await t.guard.answer('a1', 'unknown')
  expect(pauseOf(t.alert())?.state).toBe('unsure')
  await t.guard.answer('a1', 'keep')
  expect(pauseOf(t.alert())?.state).toBe('kept')
  expect(t.calls).toEqual(['pause /d'])
  await t.guard.answer('a1', 'resume')
  expect(pauseOf(t.alert())?.state).toBe('resumed')
  expect(t.calls).toEqual(['pause /d', 'resume 7-99'])
  t.wait(120_000)
  t.guard.see(finding({ lastAt: new Date(now + 119_900).toISOString() }))
  await t.settle()
  expect(t.calls).toEqual(['pause /d', 'resume 7-99', 'pause /d without locker'])
  expect(pauseOf(t.alert())?.state).toBe('resumed')
})

const other = { ...program, id: '8-5', pid: 8, name: 'thief' }
const at = (ms: number) => ({ lastAt: new Date(now + ms).toISOString() })

test('a program that people let go on does not save another one that destroys the same folder', async () => {
  const t = setUp(paused)
  t.guard.see(finding())
  await t.settle()
  await t.guard.answer('a1', 'resume')
  t.results.push({ state: 'paused', processes: [other] })
  t.wait(61_000)
  t.guard.see(finding(at(60_900)))
  await t.settle()
  expect(pauseOf(t.alert())).toMatchObject({ state: 'paused', programs: [{ name: 'thief' }] })
})

test('the word of one day does not hold for an attack of another', async () => {
  const t = setUp(paused)
  t.guard.see(finding())
  await t.settle()
  await t.guard.answer('a1', 'resume')
  const day = 24 * 3_600_000
  t.wait(day)
  t.guard.see(finding(at(day - 100)))
  await t.settle()
  expect(t.calls.at(-1)).toBe('pause /d')
  expect(pauseOf(t.alert())?.state).toBe('paused')
})

test('who stands still keeps its buttons, whatever a later look finds', async () => {
  const t = setUp(paused)
  t.guard.see(finding())
  await t.settle()
  await t.guard.answer('a1', 'keep')
  t.results.push(...Array<PauseResult>(3).fill({ state: 'not-found', processes: [] }))
  t.wait(61_000)
  t.guard.see(finding(at(60_900)))
  await t.settle()
  expect(pauseOf(t.alert())).toMatchObject({ state: 'kept', programs: [{ id: '7-99' }] })
  t.results.push({ state: 'paused', processes: [other] })
  t.wait(1_000)
  t.guard.see(finding(at(61_900)))
  await t.settle()
  expect(pauseOf(t.alert())).toMatchObject({ state: 'paused', programs: [{ id: '7-99' }, { id: '8-5' }] })
  await t.guard.answer('a1', 'resume')
  expect(t.calls.slice(-2)).toEqual(['resume 7-99', 'resume 8-5'])
})

test('where it is not possible that is told too', async () => {
  const t = setUp({ state: 'not-possible', processes: [] })
  t.guard.see(finding())
  await t.settle()
  expect(pauseOf(t.alert())).toEqual({ state: 'not-possible', programs: [] })
  expect(t.alert().facts.program).toBeUndefined()
})

test('nothing is paused for old news, other findings, or against the user’s will', async () => {
  const t = setUp(paused)
  t.guard.see(finding({ lastAt: new Date(now - 3_600_000).toISOString() }))
  t.guard.see(finding({ kind: 'files-locked', severity: 'check' }))
  await t.settle()
  expect(t.calls).toEqual([])
  const unwilling = setUp(paused, false)
  unwilling.guard.see(finding())
  await unwilling.settle()
  expect(unwilling.calls).toEqual([])
  await expect(unwilling.guard.answer('a1', 'resume')).rejects.toThrow('no paused program')
})

test('a writer that comes seldom is watched for; if the loss goes on without it, it goes on too', async () => {
  const t = setUp({ state: 'not-found', processes: [] }, true, paused)
  t.guard.see(finding())
  await t.settle()
  expect(t.calls).toEqual(['pause /d', 'pause /d', 'pause /d', 'watch /d'])
  expect(pauseOf(t.alert())).toMatchObject({ state: 'paused', programs: [{ name: 'locker' }] })
  // On its way when the program was stopped.
  t.guard.see(finding({ facts: { folder: 'd', count: 6 } }))
  await t.settle()
  expect(t.calls).toHaveLength(4)
  t.wait(5_000)
  t.guard.see(finding({ facts: { folder: 'd', count: 7 }, lastAt: new Date(now + 4_900).toISOString() }))
  await t.settle()
  expect(t.calls.slice(4)).toEqual(['resume 7-99', 'watch /d without 7-99'])
  expect(pauseOf(t.alert())).toEqual({ state: 'not-found', programs: [] })
})

test('what people have said about a slow writer stands, whatever is lost later', async () => {
  const t = setUp({ state: 'not-found', processes: [] }, true, paused)
  t.guard.see(finding())
  await t.settle()
  await t.guard.answer('a1', 'keep')
  t.wait(5_000)
  t.guard.see(finding({ facts: { folder: 'd', count: 9 }, lastAt: new Date(now + 4_900).toISOString() }))
  await t.settle()
  expect(t.calls).not.toContain('resume 7-99')
})
