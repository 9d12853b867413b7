import type { RequestStatus } from '../../main/contract/request.ts'
import type { Queries, Topic } from '../database/store.ts'
import { Problem } from '../problem.ts'
import { addUpdate } from './updates.ts'

/**
 * What the desk's people do with a request; each reaches the PC as an update. Run inside a transaction and return the
 * request's receipt number.
 */

const open = async (db: Queries, ref: string) => {
  const request = await db
    .selectFrom('request')
    .select(['device_id', 'id', 'receipt', 'status', 'status_at'])
    .where('ref', '=', ref)
    .executeTakeFirst()
  if (!request) throw new Problem(404, 'not-found')
  return request
}

type Tell = (topic: Topic) => void
const told = (tell: Tell, deviceId: string, ref: string): void => {
  tell({ to: 'device', id: deviceId })
  tell({ to: 'operators', what: 'request', ref })
}

export type Reply = { id: string; text: string; name: string; at: string }

/** Answers in words. The same `id` twice is one message. */
export const reply = async (
  db: Queries,
  tell: Tell,
  ref: string,
  { id, text, name, at }: Reply,
): Promise<string> => {
  const request = await open(db, ref)
  const added = await db
    .insertInto('message')
    .values({ request_ref: ref, id, sender: 'desk', name, text, at, received_at: at })
    .onConflict((c) => c.columns(['request_ref', 'id']).doNothing())
    .executeTakeFirst()
  if (Number(added.numInsertedOrUpdatedRows) === 0) return request.receipt
  await db.updateTable('request').set({ unread: 0 }).where('ref', '=', ref).execute()
  const message = { id, from: 'desk' as const, name, text, at }
  await addUpdate(db, request.device_id, { type: 'message', requestId: request.id, message })
  told(tell, request.device_id, ref)
  return request.receipt
}

export type NewStatus = { status: RequestStatus; visitAt: string; at: string }

/** Sets the status. One that the user took back stays so: 409. */
export const setStatus = async (db: Queries, tell: Tell, ref: string, next: NewStatus): Promise<string> => {
  const request = await open(db, ref)
  if (request.status === 'cancelled') throw new Problem(409, 'cancelled', 'the user took this request back')
  // PCs drop a status that is older than theirs: with the desk's clock set back, time must still go on.
  const at = next.at > request.status_at ? next.at : new Date(Date.parse(request.status_at) + 1).toISOString()
  const { status, visitAt } = next
  await db
    .updateTable('request')
    .set({ status, status_at: at, visit_at: visitAt, unread: 0 })
    .where('ref', '=', ref)
    .execute()
  await addUpdate(db, request.device_id, { type: 'status', requestId: request.id, status, at, visitAt })
  told(tell, request.device_id, ref)
  return request.receipt
}
