import { expect, test } from 'vitest'
import { until } from '../fakes/desk-side.ts'
import { adminPerson, enrolBare, newCode, setUp, signIn, startProviderDesk } from '../fakes/provider-desk.ts'

test('a PC that says nothing for an hour is shown as silent, unless it said good-bye; its next sign of life ends that', async () => {
  let late = 0
  const desk = await startProviderDesk({ now: () => new Date(Date.now() + late).toISOString() })
  let admin = await setUp(desk)
  const pc = await enrolBare(desk.url, (await newCode(admin)).code)
  const beat = (leaving?: 'off' | 'sleep' | 'quit') =>
    pc.call('POST', '/v1/heartbeat', {
      at: new Date(Date.now() + late).toISOString(),
      utcOffset: 540,
      appVersion: '0.2.0',
      status: 'fine',
      blind: [],
      ...(leaving ? { leaving } : {}),
    })
  const look = async (): Promise<{ silent: boolean; left: string | null }> => {
    const { status, body } = await admin.get('/operator/api/customers')
    // A session ends while nobody uses it.
    if (status === 401) admin = await signIn(desk.url, adminPerson.name, adminPerson.password)
    return status === 401 ? look() : body.customers[0].computers[0]
  }
  const silent = async () => (await look()).silent
  expect((await beat()).status).toBe(200)
  expect(await silent()).toBe(false)
  late = 59 * 60_000
  expect(await silent()).toBe(false)
  late = 62 * 60_000
  expect(await silent()).toBe(true)
  expect((await beat()).status).toBe(200)
  await until(async () => !(await silent()))

  // A PC that said that it goes off is not missed over a weekend, but after a fortnight.
  const gone = async (why: 'off' | 'sleep' | 'quit') => {
    expect((await beat(why)).status).toBe(200)
    await until(async () => (await look()).left === why)
  }
  const day = 24 * 3_600_000
  await gone('off')
  late += 3 * day
  expect(await look()).toMatchObject({ silent: false, left: 'off' })
  expect((await admin.get('/operator/api/customers')).body.silentComputers).toBe(0)
  late += 12 * day
  expect(await look()).toMatchObject({ silent: true, left: 'off' })
  expect((await admin.get('/operator/api/customers?silent=1')).body).toMatchObject({
    total: 1,
    silentComputers: 1,
  })
  expect((await admin.get('/operator/api/silence')).body).toEqual({ silentComputers: 1 })
  // A user who ended the watching is told.
  await gone('quit')
  late += 2 * 3_600_000
  expect(await look()).toMatchObject({ silent: true, left: 'quit' })
  expect((await beat()).status).toBe(200)
  await until(async () => (await look()).left === null)
})
