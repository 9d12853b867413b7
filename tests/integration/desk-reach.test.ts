import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startDesk } from '../../desk/server.ts'
import { enqueue } from '../../main/consult/outbox.ts'
import type { Outgoing } from '../../main/contract/desk.ts'
import { silentLog } from '../../main/ports/log.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { type TestPc, testFolder, testPc, until } from '../fakes/desk-side.ts'
import { openLink } from '../fakes/operator.ts'

const at = '2026-11-23T01:06:00.000Z'
const engines = deskEngines()

const send = async (pc: TestPc, group: string, outgoing: Outgoing) => {
  const before = pc.delivered.length
  enqueue(pc.db, outgoing, { key: randomUUID(), group, at, held: false })
  pc.client.kick()
  await until(() => pc.delivered.length > before)
}

describe.each(engines.names)('a desk on %s', (engine) => {
  test('shows number and place as last given; what only has words changes nothing', async () => {
    const desk = await startDesk({
      dataDir: testFolder(),
      practice: true,
      name: '練習',
      log: silentLog,
      ...engines.fresh(engine),
    })
    try {
      const pc = testPc(desk.url)
      pc.client.start()
      const request = aRequest({ place: '', phone: '06-0000-0000' })
      const { id } = request
      await send(pc, id, { type: 'request', id, body: { request, alert: null, computer: '受付' } })
      const operator = await openLink(desk.operatorUrl)
      const { ref } = (await operator.get('/operator/api/requests')).body.requests[0]
      const input = async () => (await operator.get(`/operator/api/requests/${ref}`)).body.input
      const say = (reach?: { phone?: string; place?: string }, message = randomUUID()) =>
        send(pc, id, {
          type: 'message',
          requestId: id,
          body: {
            message: { id: message, from: 'user', name: '', text: '追加です。', at },
            ...(reach && { reach }),
          },
        })
      const first = randomUUID()
      await say({ phone: '06-8765-4321', place: '大阪市中央区1-2-3' }, first)
      expect(await input()).toMatchObject({ phone: '06-8765-4321', place: '大阪市中央区1-2-3' })
      expect((await operator.get('/operator/api/requests')).body.requests[0].phone).toBe('06-8765-4321')
      await say({ place: '大阪市北区4-5-6' })
      await say()
      await say({ phone: ' ' })
      // Told again, a message from before does not put back what came after it.
      await say({ place: '古い場所' }, first)
      expect(await input()).toMatchObject({
        phone: '06-8765-4321',
        place: '大阪市北区4-5-6',
        text: request.text,
      })
    } finally {
      await desk.stop()
    }
  })

  test('an exercise is marked in the list, stands after every real request, and stays there', async () => {
    const desk = await startDesk({
      dataDir: testFolder(),
      practice: true,
      name: '練習',
      log: silentLog,
      ...engines.fresh(engine),
    })
    try {
      const pc = testPc(desk.url)
      pc.client.start()
      const drill = anAlert({ severity: 'urgent', drill: true })
      const played = aRequest({ alertId: drill.id, drill: true })
      const real = aRequest({ kind: 'consultation' })
      const body = { request: played, alert: drill, computer: '受付' }
      await send(pc, played.id, { type: 'request', id: played.id, body })
      await send(pc, real.id, {
        type: 'request',
        id: real.id,
        body: { request: real, alert: null, computer: '受付' },
      })
      const more = { ...drill, count: 2, state: 'closed' as const }
      await send(pc, drill.id, { type: 'alert', id: drill.id, body: { alert: more, computer: '受付' } })
      const operator = await openLink(desk.operatorUrl)
      const { requests } = (await operator.get('/operator/api/requests')).body
      expect(requests.map((r: { kind: string; alert: unknown }) => [r.kind, r.alert])).toEqual(
        [
          ['dispatch', expect.objectContaining({ drill: true })],
          ['consultation', null],
        ].reverse(),
      )
    } finally {
      await desk.stop()
    }
  })
})
