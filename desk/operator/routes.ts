import type { FastifyInstance } from 'fastify'
import type { Desk } from '../context.ts'
import type { EventStreams } from '../http/event-stream.ts'
import { Problem } from '../problem.ts'
import { reply, setStatus } from '../store/answers.ts'
import { audit } from '../store/audit.ts'
import { newestAlerts, queue, requestDetail } from '../store/queue.ts'
import { callingOperator } from './access.ts'
import { replyInSchema, statusInSchema } from './contract.ts'

type WithRef = { Params: { ref: string } }
const ok = { ok: true } as const

/** The desk work itself: queue, detail, reply, status, live changes. */
export const addDeskWork = (app: FastifyInstance, desk: Desk, streams: EventStreams): void => {
  const { store } = desk
  const listeners = new Set<(json: string) => void>()
  const unlisten = store.listen((topic) => {
    if (topic.to !== 'operators') return
    const json = JSON.stringify({ what: topic.what, ref: topic.ref })
    for (const send of listeners) send(json)
  })
  app.addHook('onClose', async () => unlisten())

  app.get('/operator/api/requests', async (request) => {
    await callingOperator(desk, request)
    return { requests: await queue(store.db) }
  })
  app.get<WithRef>('/operator/api/requests/:ref', async (request) => {
    await callingOperator(desk, request)
    const detail = await requestDetail(store.db, request.params.ref)
    if (!detail) throw new Problem(404, 'not-found')
    return detail
  })
  app.get('/operator/api/alerts', async (request) => {
    await callingOperator(desk, request)
    return { alerts: await newestAlerts(store.db) }
  })
  app.post<WithRef>('/operator/api/requests/:ref/reply', async (request) => {
    const { name } = await callingOperator(desk, request)
    const { id, text } = replyInSchema.parse(request.body)
    const { ref } = request.params
    await store.write(async (db, tell) => {
      await reply(db, tell, ref, { id, text, name, at: desk.now() })
      await audit(db, desk.now(), { who: name, what: 'reply', subject: ref })
    })
    return ok
  })
  app.post<WithRef>('/operator/api/requests/:ref/status', async (request) => {
    const { name: who } = await callingOperator(desk, request)
    const { status, visitAt } = statusInSchema.parse(request.body)
    const { ref } = request.params
    await store.write(async (db, tell) => {
      await setStatus(db, tell, ref, { status, visitAt, at: desk.now() })
      await audit(db, desk.now(), { who, what: 'status', subject: ref, detail: status })
    })
    return ok
  })
  app.get('/operator/api/stream', async (request, reply) => {
    await callingOperator(desk, request)
    const stream = streams.open(reply, () => void listeners.delete(send))
    const send = (json: string) => void stream.send(json)
    listeners.add(send)
  })
}
