import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder, testPc, until } from '../fakes/desk-side.ts'
import { newCode, setUp, startProviderDesk } from '../fakes/provider-desk.ts'

test('signs of life bring profile and rules to the PC, once', async () => {
  const dataDir = testFolder()
  mkdirSync(join(dataDir, 'updates/rules'), { recursive: true })
  writeFileSync(join(dataDir, 'updates/profile.yaml'), 'schema: 1\n')
  writeFileSync(join(dataDir, 'updates/rules/one.yml'), 'title: one\n')
  writeFileSync(join(dataDir, 'updates/rules/notes.txt'), 'not a rule')
  const desk = await startProviderDesk({ dataDir })
  const admin = await setUp(desk)
  const known = { profile: '', rules: '' }
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
