import { sql } from 'kysely'
import { z } from 'zod'
import { leavingSchema } from '../../main/contract/desk.ts'
import type { Queries } from '../database/store.ts'
import { type CustomerList, customerSchema } from '../operator/contract.ts'

const healthSchema = z.object({
  status: customerSchema.shape.computers.element.shape.status,
  blind: z.array(z.string()),
})

const healthOf = (json: string | null): z.infer<typeof healthSchema> =>
  (json === null ? null : healthSchema.safeParse(JSON.parse(json)).data) ?? { status: 'unknown', blind: [] }

/** How many customers one answer holds. */
const page = 50

export type CustomerQuery = {
  /** Part of a number, a name, a phone number or a PC's name; empty: all. */
  words: string
  /** Only those with a PC that has gone silent. */
  onlySilent: boolean
  offset: number
  /** A PC not seen since then has gone silent. */
  silentBefore: string
  now: string
}

/** A PC that was switched off in good order is missed after so many days: a long holiday is shorter. */
const missedAfterDays = 14
const isSilent = ({ silentBefore, now }: Pick<CustomerQuery, 'silentBefore' | 'now'>) => {
  const missedBefore = new Date(Date.parse(now) - missedAfterDays * 86_400_000).toISOString()
  return sql<boolean>`
    revoked_at IS NULL AND last_seen_at < ${silentBefore}
    AND (left_as IS NULL OR left_as = 'quit' OR last_seen_at < ${missedBefore})`
}

/** How many PCs of customers have gone silent. */
export const silentComputers = async (
  db: Queries,
  since: Pick<CustomerQuery, 'silentBefore' | 'now'>,
): Promise<number> => {
  const row = await db
    .selectFrom('device')
    .select((e) => e.fn.countAll().as('n'))
    .where('customer_id', 'is not', null)
    .where(isSilent(since))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

const found = (db: Queries, query: CustomerQuery) => {
  const { words, onlySilent } = query
  let rows = db.selectFrom('customer')
  if (words.trim() !== '') {
    // The words are text, not a pattern.
    const like = `%${words
      .trim()
      .toLowerCase()
      .replace(/[\\%_]/g, (c) => `\\${c}`)}%`
    const has = (column: string) => sql<boolean>`lower(${sql.ref(column)}) LIKE ${like} ESCAPE '\\'`
    rows = rows.where(({ or, exists, selectFrom }) =>
      or([
        has('customer.number'),
        has('customer.name'),
        has('customer.phone'),
        exists(
          selectFrom('device')
            .select('device.id')
            .whereRef('device.customer_id', '=', 'customer.id')
            .where(has('device.computer')),
        ),
      ]),
    )
  }
  if (onlySilent)
    rows = rows.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('device')
          .select('device.id')
          .whereRef('device.customer_id', '=', 'customer.id')
          .where(isSilent(query)),
      ),
    )
  return rows
}

/** A page of customers with their PCs and open activation codes, those with a silent PC first. */
export const customers = async (db: Queries, query: CustomerQuery): Promise<CustomerList> => {
  const { offset, now } = query
  const rows = await found(db, query)
    .selectAll('customer')
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('device')
            .select('device.id')
            .whereRef('device.customer_id', '=', 'customer.id')
            .where(isSilent(query)),
        )
        .as('has_silent'),
    )
    .orderBy('has_silent', 'desc')
    .orderBy('number')
    .limit(page)
    .offset(offset)
    .execute()
  const ids = ['', ...rows.map((r) => r.id)]
  const count = (e: { n: number | string | bigint } | undefined) => Number(e?.n ?? 0)
  const [devices, codes, total, silent] = await Promise.all([
    db
      .selectFrom('device')
      .selectAll()
      .select(isSilent(query).as('is_silent'))
      .where('customer_id', 'in', ids)
      .orderBy('computer')
      .execute(),
    db
      .selectFrom('activation')
      .selectAll()
      .where('customer_id', 'in', ids)
      .where('device_id', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .execute(),
    found(db, query)
      .select((e) => e.fn.countAll().as('n'))
      .executeTakeFirst(),
    silentComputers(db, query),
  ])
  const computersOf = Map.groupBy(devices, (d) => d.customer_id)
  const codesOf = Map.groupBy(codes, (c) => c.customer_id)
  return {
    total: count(total),
    silentComputers: silent,
    customers: rows.map((row) => ({
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
        left: leavingSchema.safeParse(d.left_as).data ?? null,
        silent: Boolean(d.is_silent),
      })),
    })),
  }
}
