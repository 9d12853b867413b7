import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { profileSchema } from '../../main/contract/profile.ts'
import { createDeskBundles } from '../../main/core/desk-bundles.ts'
import { silentLog } from '../../main/ports/log.ts'
import { createConnections } from '../../main/probe/sources/state/connections.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { testFolder, testPc, until } from '../fakes/desk-side.ts'
import { lookWith } from '../fakes/looking.ts'
import { newCode, setUp, startProviderDesk } from '../fakes/provider-desk.ts'

const engines = deskEngines()

test.each(engines.names)('signs of life bring profile and rules to the PC, once (%s)', async (engine) => {
  const dataDir = testFolder()
  mkdirSync(join(dataDir, 'updates/rules'), { recursive: true })
  writeFileSync(join(dataDir, 'updates/profile.yaml'), 'schema: 1\n')
  writeFileSync(join(dataDir, 'updates/rules/one.yml'), 'title: one\n')
  writeFileSync(join(dataDir, 'updates/rules/notes.txt'), 'not a rule')
  const desk = await startProviderDesk({ dataDir, ...engines.fresh(engine) })
  const admin = await setUp(desk)
  const known = { profile: '', rules: '', blocklists: '' }
  const taken: [string, string[]][] = []
  const pc = testPc(desk.url, {
    activationCode: (await newCode(admin)).code,
    heartbeat: {
      read: () => ({ utcOffset: 540, appVersion: '9.9.9', status: 'fine', blind: [] }),
      bundles: {
        revisions: () => known,
        take(what, { revision, files }) {
          known[what] = revision
          taken.push([what, files.map((f) => f.name)])
        },
      },
    },
  })
  pc.client.start()
  await until(() => taken.length === 2)
  expect(taken).toEqual([
    ['profile', ['profile.yaml']],
    ['rules', ['one.yml']],
  ])
  await until(async () => {
    const [customer] = (await admin.get('/operator/api/customers')).body.customers
    return customer.computers[0].appVersion === '9.9.9' && customer.computers[0].status === 'fine'
  })
})

test('signed lists of bad addresses come to the PC and are used at the next look, with source and age', async () => {
  const pair = generateKeyPairSync('ed25519')
  const pem = (key: KeyObject, type: 'spki' | 'pkcs8') => key.export({ type, format: 'pem' }).toString()
  const dataDir = testFolder()
  const listFolder = join(dataDir, 'updates/blocklists')
  mkdirSync(listFolder, { recursive: true })
  // Large enough to be more than the limit of ordinary answers.
  const rows = Array.from(
    { length: 120_000 },
    (_, i) =>
      `"${i}","2026-11-20 16:56:18","http://11.${i >> 16}.${(i >> 8) & 255}.${i & 255}:8080/bin.sh","online"\n`,
  )
  writeFileSync(join(listFolder, 'urlhaus.csv'), rows.join(''))
  const sign = spawnSync(process.execPath, ['scripts/sign.mjs', 'blocklists', listFolder, '7'], {
    env: { ...process.env, OTASUKE_SIGNING_KEY: pem(pair.privateKey, 'pkcs8') },
    encoding: 'utf8',
  })
  expect(sign.stderr).toBe('')
  const desk = await startProviderDesk({ dataDir })
  const admin = await setUp(desk)
  const folder = testFolder()
  const profile = profileSchema.parse({ schema: 1, id: 'cci', operator: 'A', service: 'B' })
  const bundles = createDeskBundles({
    folder,
    profile,
    signingKey: pem(pair.publicKey, 'spki'),
    log: silentLog,
  })!
  const pc = testPc(desk.url, {
    activationCode: (await newCode(admin)).code,
    heartbeat: {
      read: () => ({ utcOffset: 540, appVersion: '9.9.9', status: 'fine', blind: [] }),
      bundles,
    },
  })
  const proc = join(folder, 'proc')
  mkdirSync(join(proc, 'net'), { recursive: true })
  writeFileSync(join(proc, 'net/tcp'), '')
  const { look, bench } = await lookWith(createConnections({ platform: 'linux', proc }), 10_000, {
    data: folder,
  })
  expect(bench.states.at(-1)).toMatchObject({ state: 'partly', reason: { code: 'no-block-list' } })
  pc.client.start()
  await until(() => bundles.revisions().blocklists !== '')
  // 11.0.1.2:443 in the byte order of the kernel's table.
  writeFileSync(
    join(proc, 'net/tcp'),
    '   0: 0501A8C0:9C40 0201000B:01BB 01 00000000:00000000 00:00000000 00000000  1000        0 0 1 0 20 4 30 10 -1\n',
  )
  expect(await look()).toMatchObject([
    {
      topic: 'bad-address',
      subject: '11.0.1.2',
      details: { list: 'urlhaus.csv', listOrigin: 'provider', listUpdatedAt: '2026-11-20T16:56:00.000Z' },
    },
  ])
  expect(bench.states.at(-1)).toMatchObject({ state: 'watching' })
})
