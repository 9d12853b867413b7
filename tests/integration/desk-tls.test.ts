import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { makeActivation } from '../../desk/store/activations.ts'
import { readTls } from '../../desk/tls.ts'
import { readActivation } from '../../main/contract/desk.ts'
import { createNodeHttp } from '../../main/ports/node-http.ts'
import { deskEngines, openRecords } from '../fakes/desk-engines.ts'
import { testFolder } from '../fakes/desk-side.ts'
import { startProviderDesk } from '../fakes/provider-desk.ts'

const noOpenssl = spawnSync('openssl', ['version']).status !== 0

const certificate = (folder: string) =>
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '30',
      '-subj',
      '/CN=desk',
      '-keyout',
      'key.pem',
      '-out',
      'cert.pem',
    ],
    { cwd: folder, stdio: 'ignore' },
  )
const tls = { certificate: 'cert.pem', key: 'key.pem', pin: true }

const engines = deskEngines()

describe.skipIf(noOpenssl).each(engines.names)('a desk on %s', (engine) => {
  test('a self-made certificate: trusted by the pin of the code, by nothing else', async () => {
    const place = { dataDir: testFolder(), ...engines.fresh(engine) }
    const { dataDir } = place
    certificate(dataDir)
    const desk = await startProviderDesk({ ...place, config: { tls } })
    expect(desk.url).toMatch(/^https:/)
    const { db, close } = await openRecords(place)
    const now = new Date().toISOString()
    await db
      .insertInto('customer')
      .values({ id: 'c', number: '1', name: 'x', phone: '', note: '', created_at: now })
      .execute()
    const { code } = await makeActivation(db, 'c', now)
    await close()
    const typed = `${code}-${readTls(dataDir, tls)?.pin}`.toLowerCase()
    const { pin } = readActivation(typed)
    expect(pin).toHaveLength(20)
    const enrol = (http: ReturnType<typeof createNodeHttp>) =>
      http.json('POST', `${desk.url}/v1/enrol`, {
        headers: { 'idempotency-key': 'k'.repeat(40) },
        body: { protocol: 1, activationCode: typed, computer: 'pc', platform: 'linux', appVersion: '1' },
      })
    await expect(enrol(createNodeHttp())).rejects.toThrow(/self-signed/)
    await expect(
      enrol(createNodeHttp(() => `${pin.slice(0, 19)}${pin.endsWith('3') ? '4' : '3'}`)),
    ).rejects.toThrow(/another key/)
    expect(await enrol(createNodeHttp(() => pin))).toMatchObject({
      status: 200,
      body: { desk: { practice: false } },
    })
    const opened = await new Promise((resolve) => {
      const stop = createNodeHttp(() => pin).stream(`${desk.url}/v1/stream`, {
        onOpen() {},
        onData() {},
        onEnd: () => resolve('ended'),
      })
      setTimeout(() => {
        stop()
        resolve('open')
      }, 5_000)
    })
    expect(opened).toBe('ended')
  })
})
