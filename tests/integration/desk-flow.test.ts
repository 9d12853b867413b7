import { describe, expect, test } from 'vitest'
import { startDesk } from '../../desk/server.ts'
import { enqueue } from '../../main/consult/outbox.ts'
import { silentLog } from '../../main/ports/log.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { testFolder, testPc, until } from '../fakes/desk-side.ts'
import { openLink } from '../fakes/operator.ts'

const at = '2026-11-23T01:06:00.000Z'

const engines = deskEngines()

describe.each(engines.names)('a desk on %s', (engine) => {
  test('a request reaches the operator, and the answer comes back', async () => {
    const desk = await startDesk({
      dataDir: testFolder(),
      practice: true,
      name: '練習用の窓口',
      log: silentLog,
      ...engines.fresh(engine),
    })
    try {
      const pc = testPc(desk.url)
      const alert = anAlert({ severity: 'urgent' })
      const request = aRequest({ alertId: alert.id })
      const body = { request, alert, computer: '受付' }
      enqueue(
        pc.db,
        { type: 'request', id: request.id, body },
        { key: `r:${request.id}`, group: request.id, at, held: false },
      )
      pc.client.start()
      await until(() => pc.delivered.length === 1)
      expect(pc.client.enrolledDesk()).toEqual({ name: '練習用の窓口', phone: '', practice: true })

      const operator = await openLink(desk.operatorUrl)
      const { body: list } = await operator.get('/operator/api/requests')
      expect(list.requests).toHaveLength(1)
      expect(list.requests[0]).toMatchObject({
        receipt: '1123-K7QX',
        unread: true,
        alert: { severity: 'urgent' },
      })
      const { ref } = list.requests[0]
      const { body: detail } = await operator.get(`/operator/api/requests/${ref}`)
      expect(detail.alert.evidence).toEqual(alert.evidence)
      expect(detail.input).toMatchObject({ phone: request.phone, place: request.place })

      const reply = { id: '7b1e5b1e-5a0e-4c55-9d2a-1f5a0c9f6d11', text: 'お電話します' }
      expect((await operator.post(`/operator/api/requests/${ref}/reply`, reply)).status).toBe(200)
      expect((await operator.post(`/operator/api/requests/${ref}/reply`, reply)).status).toBe(200)
      await operator.post(`/operator/api/requests/${ref}/status`, { status: 'visit', visitAt: '24日 10時' })
      await until(() => pc.updates.length === 2)
      expect(pc.updates[0]).toMatchObject({
        type: 'message',
        requestId: request.id,
        message: { from: 'desk', text: 'お電話します' },
      })
      expect(pc.updates[1]).toMatchObject({ type: 'status', status: 'visit', visitAt: '24日 10時' })
    } finally {
      await desk.stop()
    }
  })

  test('a link opens the page once only', async () => {
    const desk = await startDesk({
      dataDir: testFolder(),
      practice: true,
      name: '練習',
      log: silentLog,
      ...engines.fresh(engine),
    })
    try {
      const link = desk.operatorLink()
      await openLink(link)
      await expect(openLink(link)).rejects.toThrow('no session')
      expect((await fetch(`${desk.url}/operator/api/requests`)).status).toBe(401)
    } finally {
      await desk.stop()
    }
  })
})
