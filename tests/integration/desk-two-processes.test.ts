import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest } from '../fakes/desk-material.ts'
import { testPc, until } from '../fakes/desk-side.ts'
import { operatorWith } from '../fakes/operator.ts'
import { postgresMissing, startPostgres, type TestCluster } from '../fakes/postgres.ts'
import { deskCall, newCode, setUp, startProviderDesk } from '../fakes/provider-desk.ts'

const missing = postgresMissing()
let cluster: TestCluster | null = null
beforeAll(async () => {
  if (!missing) cluster = await startPostgres()
}, 60_000)
afterAll(() => cluster?.stop())

test.skipIf(missing !== null)(
  'two desks over one database: a session, a token and a push hold at both',
  async () => {
    const databaseUrl = cluster!.database()
    // Started together on an empty database: one makes the tables, the other waits.
    const [a, b] = await Promise.all([startProviderDesk({ databaseUrl }), startProviderDesk({ databaseUrl })])
    const admin = await setUp(a)
    const pc = testPc(a.url, { activationCode: (await newCode(admin)).code })
    pc.client.start()
    await until(() => pc.client.enrolledDesk())
    const auth = { authorization: `Bearer ${pc.secrets.get(`desk-token:${a.url}`)}` }
    const request = aRequest()
    const body = { request, alert: null, computer: 'pc' }
    const key = { 'idempotency-key': 'the-same-write-at-both-desks' }
    const both = await Promise.all(
      [a, b, a, b].map((desk) =>
        deskCall(desk.url, 'PUT', `/v1/requests/${request.id}`, body, { ...auth, ...key }),
      ),
    )
    expect(both.map((r) => r.status)).toEqual([200, 200, 200, 200])
    const elsewhere = await operatorWith(b.url, admin.cookie)
    const { requests } = (await elsewhere.get('/operator/api/requests')).body
    expect(requests).toHaveLength(1)
    const path = `/operator/api/requests/${requests[0].ref}/status`
    // Said at b, heard on the stream of a, in order.
    await Promise.all(
      ['callback', 'working', 'visit', 'done'].map((status) =>
        elsewhere.post(path, { status, visitAt: 'x' }),
      ),
    )
    await until(() => pc.updates.length === 4)
    expect(pc.updates.map((u) => u.cursor)).toEqual([1, 2, 3, 4])
  },
)
