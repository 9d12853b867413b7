import type { Queries } from '../database/store.ts'
import { Problem } from '../problem.ts'
import { hashSecret } from '../secrets.ts'

/** Codes as people type them: capitals or not, with or without hyphens and spaces. Pure. */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

/** Uses up an activation code for one PC; returns the customer's id. Throws 403 for a wrong, used or old one. */
export const spendActivation = async (
  db: Queries,
  typed: string,
  deviceId: string,
  now: string,
): Promise<string> => {
  const used = await db
    .updateTable('activation')
    .set({ device_id: deviceId })
    .where('code_hash', '=', hashSecret(plainCode(typed)))
    .where('device_id', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('customer_id')
    .executeTakeFirst()
  if (!used) throw new Problem(403, 'activation-code', 'wrong, used or expired activation code')
  return used.customer_id
}
