import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cardOf } from '../../main/contract/card.ts'
import { snapshotSchema } from '../../main/contract/state.ts'
import { createText } from '../../main/contract/text.ts'
import { type Core, createCore } from '../../main/core.ts'
import { nodePorts } from '../../main/setup.ts'
import { until } from '../fakes/source-bench.ts'
import { sampleLines } from '../fakes/utm-lines.ts'

const port = 20_000 + (process.pid % 20_000)
const folder = mkdtempSync(join(tmpdir(), 'otasuke-network-'))
let core: Core | null = null
afterEach(async () => {
  await core?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('turned on while the app runs: a line becomes an alert with the name people use, and is counted', async () => {
  const notifier = { show: async () => ({ shown: true, problem: null }), close: () => {} }
  const paths = { data: folder, home: folder, documents: [] }
  const running = createCore(nodePorts(paths, notifier), {
    host: { kind: 'headless', platform: process.platform, version: '0', computer: 'PC' },
    profile: null,
    deskUrl: null,
    startPracticeDesk: null,
    sources: [],
    detectors: [],
    showPage: () => {},
  })
  core = running
  await running.start()
  expect(running.snapshot()).toMatchObject({ network: null })
  expect(running.snapshot().sources.some((s) => s.id === 'syslog')).toBe(false)

  const utm = {
    ...running.snapshot().settings.utm,
    enabled: true,
    port,
    senders: ['127.0.0.1'],
    names: [{ address: '192.168.1.30', name: '経理の2番のPC' }],
  }
  await running.handlers['settings.update']({ utm })
  const health = () => running.snapshot().sources.find((s) => s.id === 'syslog')?.state
  await until('it listens', () => health() === 'watching')

  const socket = createSocket('udp4')
  for (const line of [sampleLines.suricata, sampleLines.yamahaFilter, sampleLines.netfilter, '???'])
    socket.send(line, port, '127.0.0.1')
  await until('the alert', () => running.snapshot().alerts.length === 1)
  const alert = running.snapshot().alerts[0]!
  expect(alert).toMatchObject({
    kind: 'network-malware-passed',
    severity: 'urgent',
    facts: { place: '経理の2番のPC' },
  })
  expect(cardOf(alert, createText('ja')).title).toBe('悪いソフトが「経理の2番のPC」に入ったかもしれません')

  await until('the counts', () => running.snapshot().network?.linesToday === 4)
  expect(running.snapshot().network).toMatchObject({ blockedToday: 2, unreadableToday: 1 })
  expect(snapshotSchema.parse(running.snapshot()).network?.devices.length).toBeGreaterThan(0)
  socket.close()

  await running.handlers['settings.update']({ utm: { ...utm, enabled: false } })
  await until('it is off again', () => health() === 'stopped' && running.snapshot().network === null)
})
