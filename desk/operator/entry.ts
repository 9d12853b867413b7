import type { FastifyInstance } from 'fastify'
import type { Desk } from '../context.ts'
import { anyAccount } from '../store/accounts.ts'
import { clearSession, sessionToken, setSession } from './access.ts'
import type { Me } from './contract.ts'
import type { OneTimeLinks } from './one-time-links.ts'
import { closeSession, openSession, operatorOfSession } from './sessions.ts'

/** Getting in and out of the operator's page. */
export const addEntry = (app: FastifyInstance, desk: Desk, links: OneTimeLinks, secure: boolean): void => {
  app.get('/', async (_, reply) => reply.redirect('/operator/'))

  app.get<{ Querystring: { once?: string } }>('/operator/open', async (request, reply) => {
    const { once } = request.query
    // A used link still leads to the page, which says what to do; a browser that loads a link twice stays signed in.
    if (desk.practice && typeof once === 'string' && links.use(once))
      setSession(reply, await openSession(desk, null), secure)
    return reply.redirect('/operator/')
  })

  app.get('/operator/api/me', async (request): Promise<Me> => {
    const token = sessionToken(request)
    const operator = token ? await operatorOfSession(desk, token) : null
    return {
      practice: desk.practice,
      deskName: desk.name,
      deskPhone: desk.phone,
      needsSetup: !desk.practice && !operator && !(await anyAccount(desk.store.db)),
      me: operator && { name: operator.name, role: operator.role, csrf: operator.csrf },
    }
  })

  app.post('/operator/api/leave', async (request, reply) => {
    await closeSession(desk, sessionToken(request))
    clearSession(reply)
    return { ok: true }
  })
}
