import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Queries } from '../database/store.ts'
import type { newCustomerSchema } from '../operator/contract.ts'
import { Problem } from '../problem.ts'

type NewCustomer = z.infer<typeof newCustomerSchema>

/** Adds a customer; returns its id. Throws 409 where the number is taken. */
export const makeCustomer = async (db: Queries, input: NewCustomer, now: string): Promise<string> => {
  const id = randomUUID()
  const made = await db
    .insertInto('customer')
    .values({ id, ...input, created_at: now })
    .onConflict((c) => c.column('number').doNothing())
    .executeTakeFirst()
  if (Number(made.numInsertedOrUpdatedRows) === 0) throw new Problem(409, 'number-taken')
  return id
}

/** Puts a customer's data right. Throws 404, or 409 where the number belongs to another one. */
export const changeCustomer = async (db: Queries, id: string, input: NewCustomer): Promise<void> => {
  const other = await db
    .selectFrom('customer')
    .select('id')
    .where('number', '=', input.number)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other) throw new Problem(409, 'number-taken')
  const changed = await db
    .updateTable('customer')
    .set(input)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Problem(404, 'not-found')
}

/** Throws 404 where there is no such customer. */
export const customerNumber = async (db: Queries, id: string): Promise<string> => {
  const row = await db.selectFrom('customer').select('number').where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem(404, 'not-found')
  return row.number
}

/**
 * Erases a customer with PCs, alerts, requests, messages, counts. Returns the refs of its attachments, whose files the
 * caller removes.
 */
export const eraseCustomer = async (db: Queries, id: string): Promise<string[]> => {
  const files = await db
    .selectFrom('attachment')
    .innerJoin('device', 'device.id', 'attachment.device_id')
    .select('attachment.ref')
    .where('device.customer_id', '=', id)
    .execute()
  await db.deleteFrom('customer').where('id', '=', id).execute()
  return files.map((f) => f.ref)
}
