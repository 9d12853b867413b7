import type { Desk } from '../context.ts'
import { hashSecret, newSecret } from '../secrets.ts'
import type { Role } from './contract.ts'

/** Whoever works at the operator's page. */
export type Operator = {
  /** null: the person at a practice desk. */
  accountId: string | null
  name: string
  role: Role
  csrf: string
}

const lifetime = 12 * 3600_000

/** Opens a session; returns the cookie's value, of which only a hash is stored. */
export const openSession = async ({ store, now }: Desk, accountId: string | null): Promise<string> => {
  const token = newSecret()
  const at = now()
  await store.db.deleteFrom('session').where('expires_at', '<', at).execute()
  await store.db
    .insertInto('session')
    .values({
      token_hash: hashSecret(token),
      account_id: accountId,
      csrf: newSecret(),
      created_at: at,
      expires_at: new Date(Date.parse(at) + lifetime).toISOString(),
    })
    .execute()
  return token
}

/** Who a session cookie stands for; null for none, an old one, or a closed account. */
export const operatorOfSession = async (
  { store, now, practice }: Desk,
  token: string,
): Promise<Operator | null> => {
  const row = await store.db
    .selectFrom('session')
    .leftJoin('account', 'account.id', 'session.account_id')
    .select(['session.account_id', 'session.csrf', 'account.display', 'account.role', 'account.disabled'])
    .where('token_hash', '=', hashSecret(token))
    .where('expires_at', '>', now())
    .executeTakeFirst()
  if (!row || row.disabled === 1) return null
  if (row.account_id === null)
    return practice ? { accountId: null, name: '', role: 'admin', csrf: row.csrf } : null
  return { accountId: row.account_id, name: row.display ?? '', role: row.role as Role, csrf: row.csrf }
}

export const closeSession = async ({ store }: Desk, token: string): Promise<void> => {
  await store.db.deleteFrom('session').where('token_hash', '=', hashSecret(token)).execute()
}
