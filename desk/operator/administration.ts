import type { FastifyInstance } from 'fastify'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { accounts, disableAccount, makeAccount } from '../store/accounts.ts'
import { makeActivation } from '../store/activations.ts'
import { audit, auditLines } from '../store/audit.ts'
import { customers, eraseCustomer, makeCustomer, revokeDevice } from '../store/customers.ts'
import { requestsCsv } from '../store/export.ts'
import { statistics } from '../store/statistics.ts'
import { callingOperator } from './access.ts'
import { accountChangeSchema, newAccountSchema, newCustomerSchema } from './contract.ts'

type WithId = { Params: { id: string } }
const ok = { ok: true } as const

export type AdministrationOptions = {
  /** Minutes without a sign of life after which a PC counts as silent. */
  silentAfter: number
  /** What an activation code needs besides itself: the pin of the desk's key, or nothing. */
  codeTail: string
  removeFiles: (refs: readonly string[]) => Promise<void>
}

/** Customers and their PCs, accounts, counts, export, audit. Everything that changes something leaves a line. */
export const addAdministration = (app: FastifyInstance, desk: Desk, options: AdministrationOptions): void => {
  const { store, now } = desk
  const { silentAfter, codeTail, removeFiles } = options

  app.get('/operator/api/customers', async (request) => {
    await callingOperator(desk, request)
    const at = now()
    const silentBefore = new Date(Date.parse(at) - silentAfter * 60_000).toISOString()
    return { customers: await customers(store.db, silentBefore, at) }
  })
  app.post('/operator/api/customers', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'admin')
    const input = newCustomerSchema.parse(request.body)
    const id = await store.write(async (db) => {
      await audit(db, now(), { who, what: 'customer-added', subject: input.number })
      return makeCustomer(db, input, now())
    })
    return { id }
  })
  app.post<WithId>('/operator/api/customers/:id/codes', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'admin')
    const { id } = request.params
    return store.write(async (db) => {
      const customer = await db
        .selectFrom('customer')
        .select('number')
        .where('id', '=', id)
        .executeTakeFirst()
      if (!customer) throw new Problem(404, 'not-found')
      await audit(db, now(), { who, what: 'code-made', subject: customer.number })
      const { code, expiresAt } = await makeActivation(db, id, now())
      return { code: codeTail ? `${code}-${codeTail}` : code, expiresAt }
    })
  })
  app.post<WithId>('/operator/api/customers/:id/erase', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'admin')
    const files = await store.write(async (db, tell) => {
      const erased = await eraseCustomer(db, request.params.id)
      if (!erased) throw new Problem(404, 'not-found')
      await audit(db, now(), { who, what: 'customer-erased', subject: request.params.id })
      tell({ to: 'operators', what: 'customer', ref: request.params.id })
      return erased
    })
    await removeFiles(files)
    return ok
  })
  app.post<WithId>('/operator/api/computers/:id/revoke', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'admin')
    const { id } = request.params
    await store.write(async (db, tell) => {
      if (!(await revokeDevice(db, id, now()))) throw new Problem(404, 'not-found')
      await audit(db, now(), { who, what: 'computer-revoked', subject: id })
      tell({ to: 'device', id })
    })
    return ok
  })

  app.get('/operator/api/accounts', async (request) => {
    await callingOperator(desk, request, 'admin')
    return { accounts: await accounts(store.db) }
  })
  app.post('/operator/api/accounts', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'admin')
    const input = newAccountSchema.parse(request.body)
    const id = await store.write(async (db) => {
      await audit(db, now(), { who, what: 'account-added', subject: input.name, detail: input.role })
      return makeAccount(db, input, now())
    })
    return { id }
  })
  app.post<WithId>('/operator/api/accounts/:id', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'admin')
    const { disabled } = accountChangeSchema.parse(request.body)
    await store.write(async (db) => {
      await disableAccount(db, request.params.id, disabled)
      await audit(db, now(), {
        who,
        what: disabled ? 'account-closed' : 'account-opened',
        subject: request.params.id,
      })
    })
    return ok
  })

  app.get('/operator/api/statistics', async (request) => {
    await callingOperator(desk, request)
    return { lines: await statistics(store.db) }
  })
  app.get('/operator/api/audit', async (request) => {
    await callingOperator(desk, request, 'admin')
    return { lines: await auditLines(store.db) }
  })
  app.get('/operator/api/export.csv', async (request, reply) => {
    const { name: who } = await callingOperator(desk, request, 'admin')
    await audit(store.db, now(), { who, what: 'export', subject: 'requests' })
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="requests.csv"')
      .send(await requestsCsv(store.db))
  })
}
