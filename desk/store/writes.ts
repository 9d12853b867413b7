import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Desk } from '../context.ts'
import type { DeskTables } from '../database/schema.ts'
import type { Topic } from '../database/store.ts'
import { Problem } from '../problem.ts'

/** One write of a PC, as far as repeating it goes. */
export type Write = { deviceId: string; key: string; method: string; path: string; body: unknown }
export type WriteWork<T> = (db: Transaction<DeskTables>, tell: (topic: Topic) => void) => Promise<T>

const usual = JSON.stringify({ ok: true })

/** The same for the same write, whatever the order of an object's fields. */
const digestOf = ({ method, path, body }: Write): string => {
  const sorted = JSON.stringify(body, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  )
  return createHash('sha256').update(`${method} ${path} ${sorted}`).digest('base64url')
}

/**
 * Does the work of a write once: the key is claimed, the work done and the answer kept in one transaction. A repeat
 * gets the kept answer. The same key for something else is refused.
 */
export const writeOnce = async <T>({ store, now }: Desk, write: Write, work: WriteWork<T>): Promise<T> => {
  const digest = digestOf(write)
  const { deviceId, key } = write
  return store.write(async (db, tell) => {
    // Claiming first makes a second process wait for the first one instead of doing the work twice.
    // The usual answer is noted at once; only another one costs a second statement.
    const claim = await db
      .insertInto('done_write')
      .values({ device_id: deviceId, key, digest, status: 200, answer: usual, at: now() })
      .onConflict((c) => c.columns(['device_id', 'key']).doNothing())
      .executeTakeFirst()
    if (Number(claim.numInsertedOrUpdatedRows) === 0) {
      const done = await db
        .selectFrom('done_write')
        .select(['digest', 'answer'])
        .where('device_id', '=', deviceId)
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
      if (done.digest !== digest)
        throw new Problem(422, 'key-reused', 'this Idempotency-Key was used for something else')
      return JSON.parse(done.answer) as T
    }
    const answer = await work(db, tell)
    const text = JSON.stringify(answer)
    if (text !== usual)
      await db
        .updateTable('done_write')
        .set({ answer: text })
        .where('device_id', '=', deviceId)
        .where('key', '=', key)
        .execute()
    return answer
  })
}
