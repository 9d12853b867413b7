import type { DeskUpdate } from '../../main/contract/desk.ts'
import type { Queries } from '../database/store.ts'

type Unnumbered<T> = T extends unknown ? Omit<T, 'cursor'> : never
export type NewUpdate = Unnumbered<DeskUpdate>

/**
 * Queues an update for one PC, in the caller's transaction. Numbers are counted per PC under its row's lock, so that
 * they become visible in order also with several desk processes.
 */
export const addUpdate = async (db: Queries, deviceId: string, update: NewUpdate): Promise<void> => {
  const { update_cursor: cursor } = await db
    .updateTable('device')
    .set((e) => ({ update_cursor: e('update_cursor', '+', 1) }))
    .where('id', '=', deviceId)
    .returning('update_cursor')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('device_update')
    .values({
      device_id: deviceId,
      cursor,
      request_id: update.requestId,
      data: JSON.stringify({ ...update, cursor }),
    })
    .execute()
}

/** At most 200 updates of one PC after a cursor, in order, as JSON texts. */
export const updatesAfter = async (
  db: Queries,
  deviceId: string,
  after: number,
): Promise<{ cursor: number; data: string }[]> =>
  db
    .selectFrom('device_update')
    .select(['cursor', 'data'])
    .where('device_id', '=', deviceId)
    .where('cursor', '>', after)
    .orderBy('cursor')
    .limit(200)
    .execute()
