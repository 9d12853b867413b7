import { expect, test } from 'vitest'
import { createWindowsLogins } from '../../../../../main/probe/sources/logins/windows-logins.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench } from '../../../../fakes/source-bench.ts'

// One <Event> a record without a common root: how `wevtutil qe /f:xml` prints them (Microsoft Learn, "wevtutil").
const record = (id: number, at: string, event = 4625) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>${event}</EventID><TimeCreated SystemTime='${at}'/><EventRecordID>${id}</EventRecordID><Channel>Security</Channel></System><EventData><Data Name='TargetUserName'>sato</Data><Data Name='LogonType'>10</Data><Data Name='IpAddress'>203.0.113.9</Data></EventData></Event>\r\n`

const setUp = (mark: unknown = null) => {
  const clock = createManualClock(Date.parse('2026-11-23T08:00:00Z'))
  const log: { id: number; xml: string }[] = []
  let code = 0
  const run = createScriptedRun((_, args) => {
    if (code !== 0) return { code }
    if (args.includes('/rd:true')) return { stdout: log.at(-1)?.xml ?? '' }
    const after = Number(/EventRecordID > (\d+)/.exec(args.join(' '))?.[1])
    return {
      stdout: log
        .filter((r) => r.id > after)
        .map((r) => r.xml)
        .join(''),
    }
  })
  const bench = createSourceBench({ clock, run, mark })
  const source = createWindowsLogins()
  return {
    clock,
    log,
    bench,
    source,
    run,
    refuse(c: number) {
      code = c
    },
  }
}

test('starts after the last record, then tells each new one once', async () => {
  const { clock, log, bench, source } = setUp()
  log.push({ id: 100, xml: record(100, '2026-11-23T07:00:00Z') })
  await source.start(bench.context)
  expect(bench.events).toEqual([])
  log.push({ id: 101, xml: record(101, '2026-11-23T08:00:03.5Z') })
  await clock.advance(12_000)
  expect(bench.events).toMatchObject([
    { outcome: 'failure', user: 'sato', from: '203.0.113.9', service: 'rdp', at: '2026-11-23T08:00:03.500Z' },
  ])
  expect(bench.mark()).toEqual({ recordId: 101 })
  await source.stop()
  expect(clock.timers()).toBe(0)
})

test('catches up from the bookmark, and from the beginning where the log was cleared', async () => {
  const missed = setUp({ recordId: 100 })
  missed.log.push({ id: 101, xml: record(101, '2026-11-23T03:00:00Z') })
  await missed.source.start(missed.bench.context)
  expect(missed.bench.events).toMatchObject([{ caughtUp: true, at: '2026-11-23T03:00:00.000Z' }])
  const cleared = setUp({ recordId: 9000 })
  cleared.log.push({ id: 1, xml: record(1, '2026-11-23T03:00:00Z') })
  await cleared.source.start(cleared.bench.context)
  expect(cleared.bench.events).toHaveLength(1)
})

test('a user without rights is told so; no process is started in a loop', async () => {
  const { clock, bench, source, run, refuse } = setUp()
  refuse(5)
  await source.start(bench.context)
  expect(bench.states).toEqual([{ state: 'cannot', reason: { code: 'needs-admin' } }])
  const calls = run.calls.length
  await clock.advance(600_000)
  expect(run.calls.length).toBe(calls)
})
