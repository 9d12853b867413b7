import type { FastifyInstance } from 'fastify'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { accountOf, anyAccount, makeAccount } from '../store/accounts.ts'
import { audit } from '../store/audit.ts'
import { setSession } from './access.ts'
import { setupInSchema, signInSchema } from './contract.ts'
import type { OneTimeLinks } from './one-time-links.ts'
import { openSession } from './sessions.ts'

// Ten tries a minute from one address: enough for typing errors, useless for guessing.
export const fewTries = {
  config: {
    rateLimit: { max: 10, timeWindow: 60_000, keyGenerator: (request: { ip: string }) => request.ip },
  },
}

/** Signing in with an account, and making an administrator with the printed one-time link: the first, or a `newAdmin`. */
export const addSignIn = (
  app: FastifyInstance,
  desk: Desk,
  links: OneTimeLinks,
  { secure, newAdmin }: { secure: boolean; newAdmin: boolean },
): void => {
  const { store, now } = desk
  app.post('/operator/api/sign-in', fewTries, async (request, reply) => {
    if (desk.practice) throw new Problem(404, 'not-found')
    const { name, password } = signInSchema.parse(request.body)
    const id = await accountOf(store.db, name, password)
    const what = id ? 'sign-in' : 'sign-in-refused'
    await audit(store.db, now(), { who: name.slice(0, 100), what, subject: '', detail: request.ip })
    if (!id) throw new Problem(401, 'wrong-password')
    setSession(reply, await openSession(desk, id), secure)
    return { ok: true }
  })

  app.post('/operator/api/setup', fewTries, async (request, reply) => {
    const { once, ...person } = setupInSchema.parse(request.body)
    if (desk.practice || (!newAdmin && (await anyAccount(store.db)))) throw new Problem(404, 'not-found')
    if (!links.use(once)) throw new Problem(403, 'link-used', 'start the desk again for a new link')
    const make = await makeAccount({ ...person, role: 'admin' }, now())
    const id = await store
      .write(async (db) => {
        await audit(db, now(), { who: person.name, what: 'setup', subject: person.name })
        return make(db)
      })
      .catch((error: unknown) => {
        links.giveBack(once)
        throw error
      })
    setSession(reply, await openSession(desk, id), secure)
    return { ok: true }
  })
}
