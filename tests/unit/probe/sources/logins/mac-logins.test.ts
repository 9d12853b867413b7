import { expect, test } from 'vitest'
import { createMacLogins } from '../../../../../main/probe/sources/logins/mac-logins.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench } from '../../../../fakes/source-bench.ts'

// Fields of a record as `log(1)` names them in its ndjson style; the last line is the tool's own count.
const record = (timestamp: string, message: string) =>
  JSON.stringify({
    timestamp,
    eventMessage: message,
    processImagePath: '/usr/sbin/sshd',
    processID: 70,
    traceID: 1,
    messageType: 'Default',
    subsystem: '',
  })
const start = Date.parse('2026-11-23T08:00:00Z')
const past = `${record('2026-11-23 16:30:00.123456+0900', 'error: PAM: authentication error for illegal user admin from 198.51.100.7 via 192.0.2.2')}\n{"count":1,"finished":1}\n`
const live = `${record('2026-11-23 17:00:02.000000+0900', 'Accepted password for sato from 192.0.2.9 port 50000 ssh2')}\n`

const watch = async (mark: unknown) => {
  const run = createScriptedRun((_, [verb]) => ({ stdout: verb === 'show' ? past : live }))
  const bench = createSourceBench({ clock: createManualClock(start), run, mark })
  await createMacLogins().start(bench.context)
  return { bench, run }
}

test('the first start reads what comes from now on', async () => {
  const { bench, run } = await watch(null)
  expect(run.calls.map((c) => c[1])).toEqual(['stream'])
  expect(bench.events).toMatchObject([
    { outcome: 'success', user: 'sato', from: '192.0.2.9', service: 'sshd' },
  ])
})

test('a later start catches up first and dates things as they happened', async () => {
  const { bench, run } = await watch({ at: start - 3600_000 })
  expect(run.calls.map((c) => c[1])).toEqual(['show', 'stream'])
  expect(bench.events).toMatchObject([
    {
      outcome: 'failure',
      user: 'admin',
      from: '198.51.100.7',
      at: '2026-11-23T07:30:00.123Z',
      caughtUp: true,
    },
    { outcome: 'success' },
  ])
})

test('a Mac without the tool is said', async () => {
  const run = createScriptedRun(() => ({ problem: 'not-found' }))
  const bench = createSourceBench({ clock: createManualClock(start), run })
  await createMacLogins().start(bench.context)
  expect(bench.states).toContainEqual({
    state: 'cannot',
    reason: { code: 'tool-missing', params: { tool: 'log' } },
  })
})
