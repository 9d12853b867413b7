import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { utmSettingsSchema } from '../../main/contract/settings.ts'
import { systemClock } from '../../main/ports/clock.ts'
import { silentLog } from '../../main/ports/log.ts'
import { nodeRunCommand } from '../../main/ports/run-command.ts'
import type { Detector } from '../../main/probe/detectors/detector.ts'
import { createNetworkDeviceDetector } from '../../main/probe/detectors/network-device.ts'
import { createProbe } from '../../main/probe/probe.ts'
import { createSyslogSource } from '../../main/probe/sources/syslog/syslog-source.ts'
import { until } from '../fakes/source-bench.ts'

const perConnection = 15_000

test('a burst over several TCP connections makes the senders wait and loses nothing', async () => {
  const data = mkdtempSync(join(tmpdir(), 'otasuke-burst-'))
  const settings = {
    ...utmSettingsSchema.parse({}),
    enabled: true,
    protocol: 'tcp' as const,
    port: 0,
    senders: ['127.0.0.1'],
  }
  const source = createSyslogSource({ settings: () => settings })
  let judged = 0
  const counting: Detector = {
    id: 'counting',
    needs: ['network-device'],
    onEvent: () => {
      judged++
      return []
    },
  }
  const probe = createProbe({
    clock: systemClock,
    run: nodeRunCommand,
    log: silentLog,
    paths: { data, home: data, documents: [] },
    random: Math.random,
    sources: [source],
    detectors: [counting, createNetworkDeviceDetector()],
    onFinding: () => {},
    onHealth: () => {},
    onDamaged: () => {},
  })
  await probe.start()
  // Short lines, so that one chunk of the wire holds thousands.
  const text = '<13>a=1\n'.repeat(perConnection)
  for (let i = 0; i < 4; i++) connect(source.port() ?? 0, '127.0.0.1').end(text)
  await until('every line', () => judged === 4 * perConnection, 25_000)
  expect(probe.health()).toMatchObject([
    { id: 'syslog', state: 'watching', events: 4 * perConnection, dropped: 0 },
  ])
  await probe.stop()
  rmSync(data, { recursive: true, force: true })
})
