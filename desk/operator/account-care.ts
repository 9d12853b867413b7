import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Desk } from '../context.ts'
import type { Queries } from '../database/store.ts'
import { Problem } from '../problem.ts'
import {
  accounts,
  changeAccount,
  isOwnPassword,
  keepOneAdministrator,
  makeAccount,
  setPassword,
} from '../store/accounts.ts'
import { audit } from '../store/audit.ts'
import { callingOperator, sessionToken } from './access.ts'
import { accountChangeSchema, newAccountSchema, passwordInSchema } from './contract.ts'
import { fewTries } from './sign-in.ts'

type WithId = { Params: { id: string } }
const ok = { ok: true } as const

const nameOf = (change: z.infer<typeof accountChangeSchema>) => {
  if ('password' in change) return 'password-reset'
  if ('role' in change) return 'role-changed'
  return change.disabled ? 'account-closed' : 'account-opened'
}

/** Accounts: administrators make, change and close them; everyone changes their own password. */
export const addAccountCare = (app: FastifyInstance, desk: Desk): void => {
  const { store, now } = desk

  app.get('/operator/api/accounts', async (request) => {
    await callingOperator(desk, request, 'administer')
    return { accounts: await accounts(store.db) }
  })
  app.post('/operator/api/accounts', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'administer')
    const input = newAccountSchema.parse(request.body)
    const make = await makeAccount(input, now())
    const id = await store.write(async (db) => {
      await audit(db, now(), { who, what: 'account-added', subject: input.name, detail: input.role })
      return make(db)
    })
    return { id }
  })
  app.post<WithId>('/operator/api/accounts/:id', async (request) => {
    const { name: who } = await callingOperator(desk, request, 'administer')
    const change = accountChangeSchema.parse(request.body)
    const { id } = request.params
    const apply =
      'password' in change
        ? await setPassword(change.password)
        : (db: Queries, account: string) => changeAccount(db, account, change)
    await store.write(async (db, tell) => {
      await keepOneAdministrator(db, async () => {
        const subject = await apply(db, id)
        const detail = 'role' in change ? change.role : ''
        await audit(db, now(), { who, what: nameOf(change), subject, detail })
      })
      tell({ to: 'operators', what: 'account', ref: id })
    })
    return ok
  })
  app.post('/operator/api/password', fewTries, async (request) => {
    const { accountId, name: who } = await callingOperator(desk, request)
    const { current, password } = passwordInSchema.parse(request.body)
    if (accountId === null) throw new Problem(404, 'not-found')
    if (!(await isOwnPassword(store.db, accountId, current))) throw new Problem(403, 'wrong-password')
    const set = await setPassword(password)
    await store.write(async (db) => {
      // Whoever else is signed in with the old one is out; this browser stays.
      const subject = await set(db, accountId, sessionToken(request))
      await audit(db, now(), { who, what: 'password-changed', subject })
    })
    return ok
  })
}
