import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { asksAboutPhone } from '../../main/contract/alert.ts'
import { cardOf } from '../../main/contract/card.ts'
import { createText } from '../../main/contract/text.ts'
import { type Core, createCore } from '../../main/core.ts'
import { createRemoteControlDetector } from '../../main/probe/detectors/remote-control.ts'
import { createSessionLogs } from '../../main/probe/sources/remote/session-logs.ts'
import { nodePorts } from '../../main/setup.ts'
import { until } from '../fakes/source-bench.ts'

const folder = mkdtempSync(join(tmpdir(), 'otasuke-sessions-'))
let core: Core | null = null
afterEach(async () => {
  await core?.stop()
  rmSync(folder, { recursive: true, force: true })
})
const start = async () => {
  const notifier = { show: async () => ({ shown: true, problem: null }), close: () => {} }
  const running = createCore(
    nodePorts({ data: join(folder, 'data'), home: folder, documents: [] }, notifier),
    {
      host: { kind: 'headless', platform: process.platform, version: '0', computer: 'PC' },
      profile: null,
      deskUrl: null,
      startPracticeDesk: null,
      sources: [createSessionLogs({ platform: 'linux', env: {}, root: folder })],
      detectors: [createRemoteControlDetector()],
      showPage: () => {},
    },
  )
  core = running
  await running.start()
  return running
}
/** A line as AnyDesk writes it when it lets somebody in. */
const line = (ms: number, id: string) => {
  const text = new Date(ms).toISOString()
  return `Incoming    ${text.slice(0, 10)}, ${text.slice(11, 16)}    User    ${id}    ${id}\r\n`
}

test('a caller who comes in again through AnyDesk becomes an alert that asks about the phone; so does one while the app was off', async () => {
  const log = join(folder, '.anydesk', 'connection_trace.txt')
  mkdirSync(join(folder, '.anydesk'))
  const day = 24 * 3600_000
  appendFileSync(log, line(Date.now() - 9 * day, '100100100'))
  const first = await start()
  expect(first.snapshot().sources).toMatchObject([{ id: 'remote-sessions-linux', state: 'watching' }])
  appendFileSync(log, line(Date.now(), '100200300'))
  await until('the alert', () => first.snapshot().alerts.length > 0, 20_000)
  const [alert, ...more] = first.snapshot().alerts
  expect(more).toEqual([])
  expect(alert).toMatchObject({
    kind: 'remote-control-session',
    severity: 'check',
    facts: { tool: 'AnyDesk', from: '100200300' },
  })
  expect(cardOf(alert!, createText('ja')).title).toBe('だれかが「AnyDesk」で、このパソコンにつなぎました')
  expect(asksAboutPhone(alert!.kind)).toBe(true)
  await first.stop()

  appendFileSync(log, line(Date.now(), '999888777'))
  const again = await start()
  await until('the second session', () => again.snapshot().alerts[0]?.facts.from === '999888777', 20_000)
  expect(again.snapshot().alerts).toMatchObject([{ id: alert!.id, count: 2 }])
})
