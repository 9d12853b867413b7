import type { FastifyInstance } from 'fastify'
import type { Alert } from '../../main/contract/alert.ts'
import type { Desk } from '../context.ts'
import type { EventStreams } from '../http/event-stream.ts'
import { Problem } from '../problem.ts'
import { reply, setStatus } from '../store/answers.ts'
import { audit } from '../store/audit.ts'
import { newestAlerts, queue, requestDetail } from '../store/queue.ts'
import { callingOperator, sessionToken } from './access.ts'
import { mayDo, replyInSchema, statusInSchema } from './contract.ts'
import { operatorOfSession } from './sessions.ts'

type WithRef = { Params: { ref: string } }
const ok = { ok: true } as const
type Listener = { send: (json: string) => void; check: () => Promise<void> }

// What was found, word for word, is for those who may read the technical record.
const withoutRecord = (alert: Alert): Alert => ({ ...alert, evidence: {} })

/** The desk work itself: queue, detail, reply, status, live changes. */
export const addDeskWork = (app: FastifyInstance, desk: Desk, streams: EventStreams): void => {
  const { store } = desk
  const listeners = new Set<Listener>()
  const unlisten = store.listen((topic) => {
    if (topic.to !== 'operators') return
    const json = JSON.stringify({ what: topic.what, ref: topic.ref })
    for (const { send } of listeners) send(json)
    // Somebody's account was changed: who may no longer be here hears no more.
    if (topic.what !== 'account') return
    for (const { check } of listeners) check().catch((error: unknown) => desk.log.error(String(error)))
  })
  app.addHook('onClose', async () => unlisten())

  app.get('/operator/api/requests', async (request) => {
    await callingOperator(desk, request)
    return queue(store.db)
  })
  app.get<WithRef>('/operator/api/requests/:ref', async (request) => {
    const { role } = await callingOperator(desk, request)
    const detail = await requestDetail(store.db, request.params.ref)
    if (!detail) throw new Problem(404, 'not-found')
    return mayDo(role, 'record') || !detail.alert ? detail : { ...detail, alert: withoutRecord(detail.alert) }
  })
  app.get('/operator/api/alerts', async (request) => {
    const { role } = await callingOperator(desk, request)
    const alerts = await newestAlerts(store.db)
    if (mayDo(role, 'record')) return { alerts }
    return { alerts: alerts.map((item) => ({ ...item, alert: withoutRecord(item.alert) })) }
  })
  app.post<WithRef>('/operator/api/requests/:ref/reply', async (request) => {
    const { name } = await callingOperator(desk, request)
    const { id, text } = replyInSchema.parse(request.body)
    const { ref } = request.params
    await store.write(async (db, tell) => {
      const subject = await reply(db, tell, ref, { id, text, name, at: desk.now() })
      await audit(db, desk.now(), { who: name, what: 'reply', subject })
    })
    return ok
  })
  app.post<WithRef>('/operator/api/requests/:ref/status', async (request) => {
    const { name: who } = await callingOperator(desk, request)
    const { status, visitAt } = statusInSchema.parse(request.body)
    const { ref } = request.params
    await store.write(async (db, tell) => {
      const subject = await setStatus(db, tell, ref, { status, visitAt, at: desk.now() })
      await audit(db, desk.now(), { who, what: 'status', subject, detail: status })
    })
    return ok
  })
  app.get('/operator/api/stream', async (request, reply) => {
    await callingOperator(desk, request)
    const token = sessionToken(request)
    const stream = streams.open(reply, () => void listeners.delete(listener))
    const listener: Listener = {
      send: (json) => void stream.send(json),
      async check() {
        if (!(await operatorOfSession(desk, token))) stream.close()
      },
    }
    listeners.add(listener)
  })
}
