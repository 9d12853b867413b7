import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { deskBase } from '../../main/contract/desk.ts'
import type { DeskLog } from '../log.ts'
import { Problem } from '../problem.ts'

const isDiskFull = (error: { errcode?: unknown; code?: unknown }): boolean =>
  error.errcode === 13 || error.code === 'ENOSPC' || error.code === '53100'

/** Every error leaves as `{ error, detail }` with a fitting status; what is inside never does. */
export const addErrors = (app: FastifyInstance, log: DeskLog): void => {
  app.setNotFoundHandler(({ url }, reply) => {
    if (/^\/v\d+\//.test(url) && !url.startsWith(`${deskBase}/`))
      return reply.status(400).send({ error: 'unknown-version', detail: 'this desk speaks version 1 (/v1)' })
    return reply.status(404).send({ error: 'not-found', detail: '' })
  })
  app.setErrorHandler(
    (error: Error & { statusCode?: number; code?: string; errcode?: number }, request, reply) => {
      if (error instanceof Problem) {
        if (error.status >= 500) log.error(`${request.method} ${request.routeOptions.url}: ${error.message}`)
        return reply.status(error.status).send({ error: error.code, detail: error.message })
      }
      if (error instanceof z.ZodError)
        return reply.status(400).send({ error: 'bad-input', detail: z.prettifyError(error).slice(0, 2000) })
      const status = error.statusCode ?? 500
      if (status < 500)
        return reply
          .status(status)
          .send({ error: status === 429 ? 'too-many' : 'bad-input', detail: error.code ?? '' })
      log.error(`${request.method} ${request.routeOptions.url}: ${error.stack ?? error.message}`)
      // 503: the PC keeps what it has and comes back later.
      if (isDiskFull(error)) return reply.status(503).send({ error: 'disk-full', detail: '' })
      return reply.status(500).send({ error: 'internal', detail: '' })
    },
  )
}
