import { randomUUID } from 'node:crypto'
import type { EnrolIn, EnrolOut } from '../../main/contract/desk.ts'
import type { Desk } from '../context.ts'
import type { Row } from '../database/schema.ts'
import type { Queries } from '../database/store.ts'
import { derivedSecret, hashSecret } from '../secrets.ts'
import { spendActivation } from './activations.ts'

export type Device = Row<'device'>

/**
 * Makes a PC known. `key` is the PC's own secret for this enrolment: asked again with the same one, the answer (token
 * included) is the same, so that a lost answer costs no activation code. Throws `Problem`.
 */
export const enrolDevice = async (desk: Desk, input: EnrolIn, key: string): Promise<EnrolOut> => {
  const token = derivedSecret(desk.key, `device:${key}`)
  const answer = (deviceId: string): EnrolOut => ({
    deviceId,
    token,
    desk: { name: desk.name, phone: desk.phone, practice: desk.practice },
  })
  const made = await desk.store.write(async (db, tell) => {
    const known = await db
      .selectFrom('device')
      .select('id')
      .where('token_hash', '=', hashSecret(token))
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (known) return answer(known.id)
    const id = randomUUID()
    const now = desk.now()
    const customer = desk.practice ? null : await spendActivation(db, input.activationCode, id, now)
    await db
      .insertInto('device')
      .values({
        id,
        customer_id: customer,
        token_hash: hashSecret(token),
        computer: input.computer,
        platform: input.platform,
        app_version: input.appVersion,
        enrolled_at: now,
        last_seen_at: now,
        revoked_at: null,
        update_cursor: 0,
        health: null,
        utc_offset: null,
        clock_error: null,
        left_as: null,
      })
      .execute()
    tell({ to: 'operators', what: 'device', ref: id })
    return answer(id)
  })
  desk.knownTokens.add(hashSecret(token))
  return made
}

/** Hashes of the tokens of all PCs that are welcome. */
export const activeTokens = async (db: Queries): Promise<Set<string>> => {
  const rows = await db.selectFrom('device').select('token_hash').where('revoked_at', 'is', null).execute()
  return new Set(rows.map((row) => row.token_hash))
}

/** The PC that a token belongs to; null for an unknown or revoked one. */
export const deviceOfToken = async ({ store, knownTokens }: Desk, token: string): Promise<Device | null> => {
  const hash = hashSecret(token)
  const device = await store.db
    .selectFrom('device')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (device) knownTokens.add(hash)
  else knownTokens.delete(hash)
  return device ?? null
}

/** Takes a PC's token back; returns the PC's name, null where there is no such PC. */
export const revokeDevice = async (db: Queries, id: string, now: string): Promise<string | null> =>
  (
    await db
      .updateTable('device')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('computer')
      .executeTakeFirst()
  )?.computer ?? null

/** Is this PC still welcome? */
export const isActive = async (db: Queries, id: string): Promise<boolean> =>
  (await db
    .selectFrom('device')
    .select('id')
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()) !== undefined
