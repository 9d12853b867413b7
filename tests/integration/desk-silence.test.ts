import { expect, test } from 'vitest'
import { until } from '../fakes/desk-side.ts'
import { adminPerson, enrolBare, newCode, setUp, signIn, startProviderDesk } from '../fakes/provider-desk.ts'

test('a PC that says nothing for an hour is shown as silent; its next sign of life ends that', async () => {
  let late = 0
  const desk = await startProviderDesk({ now: () => new Date(Date.now() + late).toISOString() })
  let admin = await setUp(desk)
  const pc = await enrolBare(desk.url, (await newCode(admin)).code)
  const beat = () =>
    pc.call('POST', '/v1/heartbeat', {
      at: new Date(Date.now() + late).toISOString(),
      utcOffset: 540,
      appVersion: '0.2.0',
      status: 'fine',
      blind: [],
    })
  const silent = async (): Promise<boolean> => {
    const { status, body } = await admin.get('/operator/api/customers')
    // A session ends while nobody uses it.
    if (status === 401) admin = await signIn(desk.url, adminPerson.name, adminPerson.password)
    return status === 401 ? silent() : body.customers[0].computers[0].silent
  }
  expect((await beat()).status).toBe(200)
  expect(await silent()).toBe(false)
  late = 59 * 60_000
  expect(await silent()).toBe(false)
  late = 62 * 60_000
  expect(await silent()).toBe(true)
  expect((await beat()).status).toBe(200)
  await until(async () => !(await silent()))
})
