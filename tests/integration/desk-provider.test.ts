import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deskEngines } from '../fakes/desk-engines.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { testPc, until } from '../fakes/desk-side.ts'
import {
  adminPerson,
  deskCall,
  enrolBare,
  newCode,
  setUp,
  signIn,
  startProviderDesk,
} from '../fakes/provider-desk.ts'

const engines = deskEngines()

describe.each(engines.names)('a desk on %s', (engine) => {
  const start = (options: { config?: object } = {}) =>
    startProviderDesk({ ...options, ...engines.fresh(engine) })

  test('a code enrols one PC, also when the answer was lost; a revoked PC is out at once', async () => {
    const desk = await start()
    const admin = await setUp(desk)
    const { code } = await newCode(admin)
    const key = { 'idempotency-key': randomUUID() + randomUUID() }
    const body = {
      protocol: 1,
      activationCode: ` ${code.toLowerCase()} `,
      computer: 'pc',
      platform: 'linux',
      appVersion: '1',
    }
    const first = await deskCall(desk.url, 'POST', '/v1/enrol', body, key)
    expect(first.status).toBe(200)
    expect((await deskCall(desk.url, 'POST', '/v1/enrol', body, key)).body).toEqual(first.body)
    expect((await deskCall(desk.url, 'POST', '/v1/enrol', body, {})).status).toBe(403)
    const auth = { authorization: `Bearer ${first.body.token}` }
    expect((await deskCall(desk.url, 'GET', '/v1/updates', undefined, auth)).body).toEqual({ updates: [] })

    const stream = await fetch(`${desk.url}/v1/stream`, { headers: auth })
    const ended = stream.text()
    expect((await admin.post(`/operator/api/computers/${first.body.deviceId}/revoke`)).status).toBe(200)
    expect((await deskCall(desk.url, 'GET', '/v1/updates', undefined, auth)).status).toBe(401)
    await ended
  })

  test('a whole case: request, engineer with word, visit, heartbeat, statistics, export, erasure', async () => {
    const desk = await start()
    const admin = await setUp(desk)
    const { code, customer } = await newCode(admin, 'K-0001')
    const pc = testPc(desk.url, { activationCode: code })
    pc.client.start()
    await until(() => pc.client.enrolledDesk())
    const token = pc.secrets.get(`desk-token:${desk.url}`)
    const auth = { authorization: `Bearer ${token}` }
    const request = aRequest({ text: '=HYPERLINK("http://x")' })
    const put = await deskCall(
      desk.url,
      'PUT',
      `/v1/requests/${request.id}`,
      { request, alert: anAlert(), computer: 'pc' },
      auth,
    )
    expect(put.status).toBe(200)
    const { ref } = (await admin.get('/operator/api/requests')).body.requests[0]
    await admin.post(`/operator/api/requests/${ref}/engineer`, { name: '佐藤' })
    await admin.post(`/operator/api/requests/${ref}/status`, { status: 'visit', visitAt: '24日' })
    await until(() => pc.updates.length === 2)
    expect(pc.updates[0]).toMatchObject({
      type: 'engineer',
      engineer: { name: '佐藤', word: expect.stringMatching(/^.+・.+$/) },
    })
    const { body: detail } = await admin.get(`/operator/api/requests/${ref}`)
    expect(detail.word).toBe((pc.updates[0] as { engineer: { word: string } }).engineer.word)

    const twoHoursOff = new Date(Date.now() + 2 * 3600_000).toISOString()
    const beat = {
      at: twoHoursOff,
      utcOffset: 540,
      appVersion: '0.2.0',
      status: 'attention',
      blind: ['login'],
    }
    const { body: answer } = await deskCall(desk.url, 'POST', '/v1/heartbeat', beat, auth)
    expect(Math.abs(Date.parse(answer.now) - Date.now())).toBeLessThan(60_000)
    const computer = await until(async () => {
      const [c] = (await admin.get('/operator/api/customers')).body.customers
      return c.computers[0].status === 'attention' && c.computers[0]
    })
    expect(Math.round(computer.clockError / 3600_000)).toBe(2)
    expect(computer).toMatchObject({ appVersion: '0.2.0', blind: ['login'], silent: false })

    const counts = [{ kind: 'password-guessing', severity: 'check', count: 3 }]
    for (const count of [2, 3]) {
      const told = { sizeBand: '6-20', counts: [{ ...counts[0], count }] }
      await deskCall(desk.url, 'PUT', '/v1/statistics/2026-11', told, auth)
    }
    expect((await admin.get('/operator/api/statistics')).body.lines).toEqual([
      { month: '2026-11', ...counts[0], sizeBand: '6-20', computers: 1 },
    ])

    const csv = (await admin.get('/operator/api/export.csv')).body as string
    expect(csv).toContain('"K-0001"')
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect((await admin.post(`/operator/api/customers/${customer}/erase`)).status).toBe(200)
    expect((await admin.get('/operator/api/requests')).body.requests).toEqual([])
    expect((await admin.get('/operator/api/alerts')).body.alerts).toEqual([])
    const audit = (await admin.get('/operator/api/audit')).body.lines.map((l: { what: string }) => l.what)
    expect(audit).toEqual(
      expect.arrayContaining([
        'setup',
        'customer-added',
        'code-made',
        'engineer',
        'status',
        'export',
        'customer-erased',
      ]),
    )
  })

  test('a PC sees and touches only its own, whatever ids it claims', async () => {
    const desk = await start()
    const admin = await setUp(desk)
    const [a, b] = await Promise.all([newCode(admin), newCode(admin)])
    const [mine, other] = [await enrolBare(desk.url, a.code), await enrolBare(desk.url, b.code)]
    const request = aRequest({ text: '秘密' })
    await mine.call('PUT', `/v1/requests/${request.id}`, { request, alert: null, computer: 'pc' })
    const message = { id: randomUUID(), from: 'desk', name: '偽の窓口', text: 'x', at: request.createdAt }
    expect((await other.call('POST', `/v1/requests/${request.id}/messages`, { message })).status).toBe(404)
    expect(
      (await other.call('POST', `/v1/requests/${request.id}/cancel`, { at: request.createdAt })).status,
    ).toBe(404)
    const lie = await other.call('PUT', `/v1/requests/${request.id}`, {
      request: { ...request, text: '上書き' },
      alert: null,
      computer: 'pc',
    })
    expect(lie.status).toBe(200)
    const items = (await admin.get('/operator/api/requests')).body.requests
    expect(items.map((i: { words: string }) => i.words).sort()).toEqual(['上書き', '秘密'].sort())
    expect(
      (await mine.call('PUT', '/v1/requests/other-id', { request, alert: null, computer: 'pc' })).status,
    ).toBe(400)
    await mine.call('POST', `/v1/requests/${request.id}/messages`, { message })
    const { ref } = items.find((i: { words: string }) => i.words === '秘密')
    expect((await admin.get(`/operator/api/requests/${ref}`)).body.messages).toMatchObject([
      { from: 'user', name: '' },
    ])
  })

  test('repeats, other uses of a key, and old states of an alert change nothing', async () => {
    const desk = await start()
    const admin = await setUp(desk)
    const pc = await enrolBare(desk.url, (await newCode(admin)).code)
    const alert = anAlert({ count: 4 })
    const put = (over: object, key: string) =>
      pc.call(
        'PUT',
        `/v1/alerts/${alert.id}`,
        { alert: { ...alert, ...over }, computer: 'pc' },
        { 'idempotency-key': key },
      )
    await Promise.all(Array.from({ length: 8 }, () => put({}, 'same')))
    await put({ count: 2, severity: 'notice' }, 'late')
    expect((await put({ count: 9 }, 'same')).body).toMatchObject({ error: 'key-reused' })
    const { alerts } = (await admin.get('/operator/api/alerts')).body
    expect(alerts).toHaveLength(1)
    expect(alerts[0].alert).toMatchObject({ count: 4, severity: alert.severity })
  })

  test('roles: the desk may answer, only administrators may administer', async () => {
    const desk = await start()
    const admin = await setUp(desk)
    const person = { name: 'madoguchi', display: '受付の人', role: 'desk', password: 'hoshi-no-ouji-9' }
    const { body } = await admin.post('/operator/api/accounts', person)
    const clerk = await signIn(desk.url, person.name, person.password)
    expect((await clerk.get('/operator/api/requests')).status).toBe(200)
    for (const path of ['accounts', 'audit', 'export.csv'])
      expect((await clerk.get(`/operator/api/${path}`)).status).toBe(403)
    expect((await clerk.post('/operator/api/customers', { number: '1', name: 'x', phone: '' })).status).toBe(
      403,
    )
    expect((await admin.post('/operator/api/accounts', person)).status).toBe(409)
    await admin.post(`/operator/api/accounts/${body.id}`, { disabled: true })
    expect((await clerk.get('/operator/api/requests')).status).toBe(401)
    await expect(signIn(desk.url, person.name, person.password)).rejects.toThrow('401')
    const { accounts } = (await admin.get('/operator/api/accounts')).body
    const own = accounts.find((a: { name: string }) => a.name === adminPerson.name)
    expect((await admin.post(`/operator/api/accounts/${own.id}`, { disabled: true })).status).toBe(409)
    expect((await admin.get('/operator/api/accounts')).status).toBe(200)
  })
})
