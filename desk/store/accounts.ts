import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Queries } from '../database/store.ts'
import { type Account, accountSchema, type newAccountSchema } from '../operator/contract.ts'
import { hashPassword, isPassword } from '../passwords.ts'
import { Problem } from '../problem.ts'

export const anyAccount = async (db: Queries): Promise<boolean> =>
  (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined

/** Makes an account; returns its id. Throws 409 where the name is taken. */
export const makeAccount = async (
  db: Queries,
  input: z.infer<typeof newAccountSchema>,
  now: string,
): Promise<string> => {
  const id = randomUUID()
  const { name, display, role, password } = input
  const made = await db
    .insertInto('account')
    .values({
      id,
      name,
      display,
      role,
      password_hash: await hashPassword(password),
      disabled: 0,
      created_at: now,
    })
    .onConflict((c) => c.column('name').doNothing())
    .executeTakeFirst()
  if (Number(made.numInsertedOrUpdatedRows) === 0) throw new Problem(409, 'name-taken')
  return id
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

/** Closes or reopens an account; a closed one loses its sessions at once. The last administrator stays: 409. */
export const disableAccount = async (db: Queries, id: string, disabled: boolean): Promise<void> => {
  await db
    .updateTable('account')
    .set({ disabled: disabled ? 1 : 0 })
    .where('id', '=', id)
    .execute()
  if (disabled) await db.deleteFrom('session').where('account_id', '=', id).execute()
  const admin = await db
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled', '=', 0)
    .executeTakeFirst()
  if (!admin) throw new Problem(409, 'last-admin')
}
