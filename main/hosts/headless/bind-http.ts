import cookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerCall } from '../../contract/client.ts'
import type { Core } from '../../core.ts'
import type { Log } from '../../ports/log.ts'
import { contentSecurityPolicy } from '../../present/page-policy.ts'
import { createGuestList } from './guest-list.ts'

/** The page on a loopback address. */
export type HttpBinding = {
  origin: string
  /** A link, good once, that opens the page. `hash` goes to one screen: `#/alerts/ID`. */
  link: () => string
  /** How many pages listen at this moment. */
  pages: () => number
  stop: () => Promise<void>
}

export type HttpBindingOptions = {
  core: Core
  log: Log
  /** Folder of the built page. */
  page: string
  /** 0: any free port. */
  port: number
}

const cookieName = 'otasuke'

/**
 * Serves page, calls and pushes on 127.0.0.1. Every request is checked: Host (against DNS rebinding), Origin,
 * session cookie, and for calls a header that no foreign form can set. What is refused gets 4xx and a log line.
 */
export const bindHttp = async ({ core, log, page, port }: HttpBindingOptions): Promise<HttpBinding> => {
  const server: FastifyInstance = Fastify({
    // One picture in base64 and some words; see `pictureLimits`.
    bodyLimit: 6_500_000,
    logger: false,
    forceCloseConnections: true,
  })
  const guests = createGuestList()
  const streams = new Set<FastifyReply>()
  let origin = ''
  await server.register(cookie)

  const refuse = (request: FastifyRequest, reply: FastifyReply, status: number, why: string) => {
    log.warn(`refused ${request.method} ${request.url.split('?')[0]}: ${why}`)
    return reply.code(status).type('text/plain; charset=utf-8').send(`${why}\n`)
  }

  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) =>
    refuse(request, reply, error.statusCode ?? 500, error.message),
  )

  server.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('cache-control', 'no-store')
    const { host, origin: from, 'sec-fetch-site': site } = request.headers
    const port = new URL(origin).port
    if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
      return refuse(request, reply, 421, 'wrong host')
    if (from !== undefined && from !== `http://${host}`) return refuse(request, reply, 403, 'foreign origin')
    const entering = request.url.startsWith('/enter?')
    if (!entering && (site === 'cross-site' || site === 'same-site'))
      return refuse(request, reply, 403, 'foreign site')
    if (!entering && !guests.knows(request.cookies[cookieName]))
      return refuse(request, reply, 401, 'no session')
  })

  server.get('/enter', (request, reply) => {
    const { ticket } = request.query as { ticket?: unknown }
    const session = typeof ticket === 'string' ? guests.admit(ticket) : null
    if (!session) return refuse(request, reply, 401, 'this link was used already or is wrong')
    return reply
      .setCookie(cookieName, session, { httpOnly: true, sameSite: 'strict', path: '/' })
      .redirect('/', 303)
  })

  server.post('/api/call', async (request, reply) => {
    if (request.headers['x-otasuke'] !== '1') return refuse(request, reply, 403, 'missing header')
    const body = request.body as { name?: unknown; input?: unknown } | null
    const answer = await answerCall(core.handlers, body?.name, body?.input, log.warn)
    if ('failure' in answer && answer.failure.code === 'bad-input') reply.code(400)
    return answer
  })

  server.get('/api/events', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write(': hello\n\n')
    streams.add(reply)
    reply.raw.on('close', () => streams.delete(reply))
  })
  const stopPushes = core.onPush((name, data) => {
    const line = `data: ${JSON.stringify({ name, data })}\n\n`
    for (const { raw } of streams) {
      // A page that does not read is cut off: it reconnects and asks for a new snapshot.
      if (raw.writableLength > 5_000_000) raw.destroy()
      else raw.write(line)
    }
  })

  await server.register(fastifyStatic, { root: page, cacheControl: false })
  await server.listen({ host: '127.0.0.1', port })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no loopback address')
  origin = `http://127.0.0.1:${address.port}`

  return {
    origin,
    link: () => `${origin}/enter?ticket=${guests.ticket()}`,
    pages: () => streams.size,
    async stop() {
      stopPushes()
      for (const { raw } of streams) raw.end()
      await server.close()
    },
  }
}
