import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCore } from '../../main/core.ts'
import { nodePorts } from '../../main/setup.ts'
import { testFolder, until } from '../fakes/desk-side.ts'
import { newCode, setUp, startProviderDesk } from '../fakes/provider-desk.ts'

test('the whole app says good-bye to a real desk: its user ended it, or the PC goes off', async () => {
  const desk = await startProviderDesk()
  const admin = await setUp(desk)
  const { code } = await newCode(admin)
  const home = testFolder()
  const ports = () =>
    nodePorts(
      { data: join(home, 'data'), home, documents: [] },
      { show: async () => ({ shown: true, problem: null }), close: () => {} },
    )
  const start = async () => {
    const core = createCore(ports(), {
      host: { kind: 'headless', platform: process.platform, version: '0', computer: 'KEIRI-02' },
      profile: null,
      deskUrl: desk.url,
      startPracticeDesk: null,
      sources: [],
      detectors: [],
      showPage: () => {},
    })
    await core.handlers['settings.update']({ activationCode: code })
    await core.start()
    return core
  }
  const left = async () =>
    (await admin.get('/operator/api/customers')).body.customers[0]?.computers[0]?.left as string | null
  const first = await start()
  await until(async () => (await left()) === null)
  await first.stop('quit')
  await until(async () => (await left()) === 'quit')
  const second = await start()
  await until(async () => (await left()) === null, 20_000)
  await second.stop()
  await until(async () => (await left()) === 'off')
  expect((await admin.get('/operator/api/customers')).body.silentComputers).toBe(0)
}, 60_000)
