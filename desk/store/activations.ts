import { randomInt } from 'node:crypto'
import { readActivation } from '../../main/contract/desk.ts'
import type { Queries } from '../database/store.ts'
import { Problem } from '../problem.ts'
import { hashSecret } from '../secrets.ts'

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
    .where('code_hash', '=', hashSecret(readActivation(typed).code))
    .where('device_id', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('customer_id')
    .executeTakeFirst()
  if (!used) throw new Problem(403, 'activation-code', 'wrong, used or expired activation code')
  return used.customer_id
}

// As on the receipt: no signs that are mistaken for each other.
const signs = '34679ACDEFGHJKMNPQRTUVWXY'
const codeLife = 30 * 24 * 3600_000

/** Makes a one-PC activation code (`XXXX-XXXX-XXXX`, 55 bits) that holds for 30 days. Only its hash is kept. */
export const makeActivation = async (
  db: Queries,
  customerId: string,
  now: string,
): Promise<{ code: string; expiresAt: string }> => {
  const code = Array.from({ length: 12 }, () => signs[randomInt(signs.length)]).join('')
  const expiresAt = new Date(Date.parse(now) + codeLife).toISOString()
  await db
    .insertInto('activation')
    .values({
      code_hash: hashSecret(code),
      hint: `${code.slice(0, 4)}…`,
      customer_id: customerId,
      created_at: now,
      expires_at: expiresAt,
      device_id: null,
      revoked_at: null,
    })
    .execute()
  return { code: code.replace(/(.{4})(?=.)/g, '$1-'), expiresAt }
}
