import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { makeActivation } from '../store/activations.ts'
import { audit } from '../store/audit.ts'
import { changeCustomer, customerNumber, eraseCustomer, makeCustomer } from '../store/customer-changes.ts'
import { customers, silentComputers } from '../store/customers.ts'
import { revokeDevice } from '../store/devices.ts'
import { callingOperator } from './access.ts'
import { newCustomerSchema } from './contract.ts'

type WithId = { Params: { id: string } }
const ok = { ok: true } as const
const querySchema = z.object({
  q: z.string().max(200).default(''),
  silent: z.enum(['0', '1']).default('0'),
  offset: z.coerce.number().int().min(0).default(0),
})

export type CustomerCareOptions = {
  /** Minutes without a sign of life after which a PC counts as silent. */
  silentAfter: number
  /** What an activation code needs besides itself: the pin of the desk's key, or nothing. */
  codeTail: string
  removeFiles: (refs: readonly string[]) => Promise<void>
}

/** Customers, their PCs and codes. Everything that changes something leaves a line. */
export const addCustomerCare = (app: FastifyInstance, desk: Desk, options: CustomerCareOptions): void => {
  const { store, now } = desk
  const { silentAfter, codeTail, removeFiles } = options

  const since = () => {
    const at = now()
    return { now: at, silentBefore: new Date(Date.parse(at) - silentAfter * 60_000).toISOString() }
  }

  app.get('/operator/api/customers', async (request) => {
    await callingOperator(desk, request, 'overview')
    const { q, silent, offset } = querySchema.parse(request.query)
    return customers(store.db, { words: q, onlySilent: silent === '1', offset, ...since() })
  })
  app.get('/operator/api/silence', async (request) => {
    await callingOperator(desk, request, 'overview')
    return { silentComputers: await silentComputers(store.db, since()) }
  })
  app.post('/operator/api/customers', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'administer')
    const input = newCustomerSchema.parse(request.body)
    const id = await store.write(async (db) => {
      await audit(db, now(), { who, what: 'customer-added', subject: input.number })
      return makeCustomer(db, input, now())
    })
    return { id }
  })
  app.post<WithId>('/operator/api/customers/:id', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'administer')
    const input = newCustomerSchema.parse(request.body)
    await store.write(async (db) => {
      await changeCustomer(db, request.params.id, input)
      await audit(db, now(), { who, what: 'customer-changed', subject: input.number })
    })
    return ok
  })
  app.post<WithId>('/operator/api/customers/:id/codes', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'administer')
    const { id } = request.params
    return store.write(async (db) => {
      await audit(db, now(), { who, what: 'code-made', subject: await customerNumber(db, id) })
      const { code, expiresAt } = await makeActivation(db, id, now())
      return { code: codeTail ? `${code}-${codeTail}` : code, expiresAt }
    })
  })
  app.post<WithId>('/operator/api/customers/:id/erase', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'administer')
    const { id } = request.params
    const files = await store.write(async (db, tell) => {
      const subject = await customerNumber(db, id)
      const erased = await eraseCustomer(db, id)
      await audit(db, now(), { who, what: 'customer-erased', subject })
      tell({ to: 'operators', what: 'customer', ref: id })
      return erased
    })
    await removeFiles(files)
    return ok
  })
  app.post<WithId>('/operator/api/computers/:id/revoke', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'administer')
    const { id } = request.params
    await store.write(async (db, tell) => {
      const computer = await revokeDevice(db, id, now())
      if (computer === null) throw new Problem(404, 'not-found')
      await audit(db, now(), { who, what: 'computer-revoked', subject: computer })
      tell({ to: 'device', id })
    })
    return ok
  })
}
