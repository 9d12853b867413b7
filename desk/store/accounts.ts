import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Queries } from '../database/store.ts'
import {
  type Account,
  type accountChangeSchema,
  accountSchema,
  type newAccountSchema,
} from '../operator/contract.ts'
import { hashPassword, isPassword } from '../passwords.ts'
import { Problem } from '../problem.ts'
import { hashSecret } from '../secrets.ts'

export const anyAccount = async (db: Queries): Promise<boolean> =>
  (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined

/**
 * Makes an account; the function that it resolves to stores it and gives its id, or throws 409 where the name is taken.
 * In two steps, because hashing a password must not hold up a transaction.
 */
export const makeAccount = async (
  { name, display, role, password }: z.infer<typeof newAccountSchema>,
  now: string,
): Promise<(db: Queries) => Promise<string>> => {
  const password_hash = await hashPassword(password)
  return async (db) => {
    const id = randomUUID()
    const made = await db
      .insertInto('account')
      .values({ id, name, display, role, password_hash, disabled: 0, created_at: now })
      .onConflict((c) => c.column('name').doNothing())
      .executeTakeFirst()
    if (Number(made.numInsertedOrUpdatedRows) === 0) throw new Problem(409, 'name-taken')
    return id
  }
}

/** The account's id; null for a wrong name or password, or a closed account. */
export const accountOf = async (db: Queries, name: string, password: string): Promise<string | null> => {
  const row = await db
    .selectFrom('account')
    .select(['id', 'password_hash'])
    .where('name', '=', name)
    .where('disabled', '=', 0)
    .executeTakeFirst()
  return (await isPassword(password, row?.password_hash ?? null)) ? (row?.id ?? null) : null
}

export const accounts = async (db: Queries): Promise<Account[]> =>
  (await db.selectFrom('account').selectAll().orderBy('name').execute()).map((a) =>
    accountSchema.parse({ ...a, disabled: a.disabled === 1 }),
  )

export const isOwnPassword = async (db: Queries, id: string, password: string): Promise<boolean> => {
  const row = await db.selectFrom('account').select('password_hash').where('id', '=', id).executeTakeFirst()
  return isPassword(password, row?.password_hash ?? null)
}

const closeSessions = async (db: Queries, id: string, butToken = ''): Promise<void> => {
  await db
    .deleteFrom('session')
    .where('account_id', '=', id)
    .where('token_hash', '!=', hashSecret(butToken))
    .execute()
}

/**
 * Hashes a new password; the function that it resolves to sets it, ends the account's sessions (but `butToken`) and
 * gives the account's name.
 */
export const setPassword = async (
  password: string,
): Promise<(db: Queries, id: string, butToken?: string) => Promise<string>> => {
  const password_hash = await hashPassword(password)
  return async (db, id, butToken) => {
    const row = await db
      .updateTable('account')
      .set({ password_hash })
      .where('id', '=', id)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw new Problem(404, 'not-found')
    await closeSessions(db, id, butToken)
    return row.name
  }
}

/** Closes, reopens, or gives another role; a closed account loses its sessions at once. Returns the account's name. */
export const changeAccount = async (
  db: Queries,
  id: string,
  change: Exclude<z.infer<typeof accountChangeSchema>, { password: string }>,
): Promise<string> => {
  const row = await db
    .updateTable('account')
    .set('role' in change ? { role: change.role } : { disabled: change.disabled ? 1 : 0 })
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  if (!row) throw new Problem(404, 'not-found')
  if ('disabled' in change && change.disabled) await closeSessions(db, id)
  return row.name
}

/** Does `work`, and refuses it (409) where no administrator would be left. */
export const keepOneAdministrator = async (db: Queries, work: () => Promise<void>): Promise<void> => {
  // Two administrators who close each other at two desk processes: the second one waits here and is refused.
  await db.updateTable('setting').set('name', 'key').where('name', '=', 'key').execute()
  await work()
  const admin = await db
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled', '=', 0)
    .executeTakeFirst()
  if (!admin) throw new Problem(409, 'last-admin')
}
