import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Queries } from '../database/store.ts'
import { type Customer, customerSchema, type newCustomerSchema } from '../operator/contract.ts'
import { Problem } from '../problem.ts'

/** Adds a customer; returns its id. Throws 409 where the number is taken. */
export const makeCustomer = async (
  db: Queries,
  input: z.infer<typeof newCustomerSchema>,
  now: string,
): Promise<string> => {
  const id = randomUUID()
  const made = await db
    .insertInto('customer')
    .values({ id, ...input, created_at: now })
    .onConflict((c) => c.column('number').doNothing())
    .executeTakeFirst()
  if (Number(made.numInsertedOrUpdatedRows) === 0) throw new Problem(409, 'number-taken')
  return id
}

const healthSchema = z.object({
  status: customerSchema.shape.computers.element.shape.status,
  blind: z.array(z.string()),
})

const healthOf = (json: string | null): z.infer<typeof healthSchema> =>
  (json === null ? null : healthSchema.safeParse(JSON.parse(json)).data) ?? { status: 'unknown', blind: [] }

/** All customers with their PCs and open activation codes. `silentBefore`: a PC not seen since then has gone silent. */
export const customers = async (db: Queries, silentBefore: string, now: string): Promise<Customer[]> => {
  const [rows, devices, codes] = await Promise.all([
    db.selectFrom('customer').selectAll().orderBy('number').execute(),
    db.selectFrom('device').selectAll().where('customer_id', 'is not', null).orderBy('computer').execute(),
    db
      .selectFrom('activation')
      .selectAll()
      .where('device_id', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .execute(),
  ])
  const computersOf = Map.groupBy(devices, (d) => d.customer_id)
  const codesOf = Map.groupBy(codes, (c) => c.customer_id)
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    phone: row.phone,
    note: row.note,
    createdAt: row.created_at,
    codes: (codesOf.get(row.id) ?? []).map((c) => ({ hint: c.hint, expiresAt: c.expires_at })),
    computers: (computersOf.get(row.id) ?? []).map((d) => ({
      id: d.id,
      computer: d.computer,
      platform: d.platform,
      appVersion: d.app_version,
      enrolledAt: d.enrolled_at,
      lastSeenAt: d.last_seen_at,
      revokedAt: d.revoked_at,
      ...healthOf(d.health),
      clockError: d.clock_error,
      silent: d.revoked_at === null && d.last_seen_at < silentBefore,
    })),
  }))
}

/** Takes a PC's token back. Returns whether there was such a PC. */
export const revokeDevice = async (db: Queries, id: string, now: string): Promise<boolean> =>
  (await db
    .updateTable('device')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()) !== undefined

/**
 * Erases a customer with PCs, alerts, requests, messages, counts. Returns the refs of its attachments, whose files the
 * caller removes; null where there is no such customer.
 */
export const eraseCustomer = async (db: Queries, id: string): Promise<string[] | null> => {
  const files = await db
    .selectFrom('attachment')
    .innerJoin('device', 'device.id', 'attachment.device_id')
    .select('attachment.ref')
    .where('device.customer_id', '=', id)
    .execute()
  const gone = await db.deleteFrom('customer').where('id', '=', id).returning('id').executeTakeFirst()
  return gone ? files.map((f) => f.ref) : null
}
