import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Row } from '../database/schema.ts'
import type { Queries } from '../database/store.ts'
import { type HandoverLine, requestDetailSchema } from '../operator/contract.ts'

export type Handover = Row<'handover'>

/**
 * What has gone over and come back so far: ids of messages, files and the other system's notes; its last status.
 * `first`: the request as the first try sent it, from just before that try until the case is known to be there.
 */
export const progressSchema = z.object({
  first: requestDetailSchema.nullable().default(null),
  messages: z.array(z.string()).default([]),
  files: z.array(z.string()).default([]),
  /** The other system knows that the user has taken the request back. */
  cancelled: z.boolean().default(false),
  notes: z.array(z.string()).default([]),
  status: z.string().default(''),
})
export type Progress = z.infer<typeof progressSchema>

/** Later than any time: nothing more to do. */
export const never = '9999-12-31T00:00:00.000Z'
const closed = ['done', 'cancelled']

/** Queues every open request for the adapter that it is not queued for yet. */
export const queueOpenRequests = async (db: Queries, adapter: string, now: string): Promise<void> => {
  const open = await db
    .selectFrom('request')
    .leftJoin('handover', (j) =>
      j.onRef('handover.request_ref', '=', 'request.ref').on('handover.adapter', '=', adapter),
    )
    .select('request.ref')
    .where('handover.id', 'is', null)
    .where('request.status', 'not in', closed)
    .execute()
  for (const { ref } of open)
    await db
      .insertInto('handover')
      .values({
        id: randomUUID(),
        request_ref: ref,
        adapter,
        state: 'waiting',
        attempts: 0,
        next_at: now,
        leased_until: '',
        external_id: '',
        last_error: '',
        progress: '{}',
      })
      .onConflict((c) => c.columns(['request_ref', 'adapter']).doNothing())
      .execute()
}

/** Takes the next due row for `lease` (until then no other process takes it); null where none is due. */
export const takeDue = async (
  db: Queries,
  adapter: string,
  now: string,
  lease: string,
): Promise<Handover | null> => {
  const due = await db
    .selectFrom('handover')
    .select('id')
    .where('adapter', '=', adapter)
    .where('next_at', '<=', now)
    .where('leased_until', '<=', now)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst()
  if (!due) return null
  // As it is now, not as it was when it was looked for: another process may have worked on it in between.
  const taken = await db
    .updateTable('handover')
    .set({ leased_until: lease })
    .where('id', '=', due.id)
    .where('next_at', '<=', now)
    .where('leased_until', '<=', now)
    .returningAll()
    .executeTakeFirst()
  return taken ?? null
}

/** Notes how far a hand-over has come. */
export const saveHandover = async (
  db: Queries,
  id: string,
  { progress, ...rest }: { state?: 'done'; external_id?: string; progress: Progress },
): Promise<void> => {
  await db
    .updateTable('handover')
    .set({ ...rest, progress: JSON.stringify(progress) })
    .where('id', '=', id)
    .execute()
}

/** There is nothing to hand over. */
export const dropHandover = async (db: Queries, id: string): Promise<void> => {
  await db.deleteFrom('handover').where('id', '=', id).execute()
}

/** Ends a round. Its next time holds only where nobody has hurried the row meanwhile. */
export const endRound = async (
  db: Queries,
  { id, next_at: taken }: Handover,
  { nextAt, attempts, lastError }: { nextAt: string; attempts: number; lastError: string },
): Promise<void> => {
  const values = { leased_until: '', attempts, last_error: lastError }
  await db
    .updateTable('handover')
    .set({ next_at: nextAt })
    .where('id', '=', id)
    .where('next_at', '=', taken)
    .execute()
  await db.updateTable('handover').set(values).where('id', '=', id).execute()
}

/** Something happened to a request: its hand-overs are due. Also one whose line had come to its end. */
export const hurryHandover = async (
  db: Queries,
  by: { ref: string } | { id: string } | { adapter: string; externalId: string },
  now: string,
) => {
  const update = db.updateTable('handover').set({ next_at: now })
  await ('ref' in by
    ? update.where('request_ref', '=', by.ref)
    : 'id' in by
      ? update.where('id', '=', by.id)
      : update.where('adapter', '=', by.adapter).where('external_id', '=', by.externalId)
  ).execute()
}

/** For the operator's page: troubled ones first, at most 300. */
export const handoverLines = async (db: Queries): Promise<HandoverLine[]> => {
  const rows = await db
    .selectFrom('handover')
    .innerJoin('request', 'request.ref', 'handover.request_ref')
    .selectAll('handover')
    .select('request.receipt')
    .orderBy('handover.attempts', 'desc')
    .orderBy('request.received_at', 'desc')
    .limit(300)
    .execute()
  return rows.map((r) => ({
    id: r.id,
    ref: r.request_ref,
    receipt: r.receipt,
    adapter: r.adapter,
    state: r.state === 'done' ? 'done' : 'waiting',
    attempts: r.attempts,
    nextAt: r.next_at,
    externalId: r.external_id,
    lastError: r.last_error,
  }))
}
