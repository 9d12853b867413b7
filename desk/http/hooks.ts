import type { FastifyInstance } from 'fastify'
import type { Adapter } from '../adapters/adapter.ts'
import type { Desk } from '../context.ts'
import { handoverLines } from '../handover/rows.ts'
import type { HandoverWorker } from '../handover/worker.ts'
import { callingOperator } from '../operator/access.ts'
import { Problem } from '../problem.ts'

/** Calls of other systems (`POST /hooks/<id>`), each checked by its adapter over the raw bytes; and the list for the page. */
export const addHooks = (
  app: FastifyInstance,
  desk: Desk,
  adapters: readonly Adapter[],
  worker: HandoverWorker,
): void => {
  app.get('/operator/api/handovers', async (request) => {
    await callingOperator(desk, request, 'overview')
    return { lines: await handoverLines(desk.store.db) }
  })
  app.post<{ Params: { id: string } }>('/operator/api/handovers/:id/retry', async (request) => {
    await callingOperator(desk, request, 'overview')
    await worker.again(request.params.id)
    return { ok: true }
  })
  // Its own scope: here JSON stays bytes, because the signature is over the bytes.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    scope.post<{ Params: { id: string } }>('/hooks/:id', async (request) => {
      const adapter = adapters.find((a) => a.id === request.params.id)
      if (!adapter?.hook || !Buffer.isBuffer(request.body)) throw new Problem(404, 'not-found')
      const cases = adapter.hook(request.headers, request.body)
      if (!cases) throw new Problem(401, 'wrong-signature')
      await worker.poke(adapter.id, cases)
      return { ok: true }
    })
  })
}
