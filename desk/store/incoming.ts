import { randomUUID } from 'node:crypto'
import { type Alert, rank } from '../../main/contract/alert.ts'
import type { DeskRequest } from '../../main/contract/desk.ts'
import { type Message, type Reach, requestInputSchema, withReach } from '../../main/contract/request.ts'
import type { Queries } from '../database/store.ts'
import { Problem } from '../problem.ts'
import { dropAnswers } from './records.ts'

/** What PCs tell the desk. Every function runs inside the caller's transaction and returns the record's `ref`. */

/** Stores an alert; an older state of it than the stored one changes nothing. */
export const putAlert = async (db: Queries, deviceId: string, alert: Alert, now: string): Promise<string> => {
  const values = {
    severity: rank(alert.severity),
    count: alert.count,
    drill: alert.drill ? 1 : 0,
    occurred_at: alert.occurredAt,
    updated_at: alert.updatedAt,
    data: JSON.stringify(alert),
  }
  const fresh = randomUUID()
  const stored = await db
    .insertInto('alert')
    .values({ ref: fresh, device_id: deviceId, id: alert.id, received_at: now, ...values })
    .onConflict((c) =>
      c.columns(['device_id', 'id']).doUpdateSet(values).where('alert.count', '<=', alert.count),
    )
    .returning('ref')
    .executeTakeFirst()
  if (stored?.ref === fresh) return fresh
  const { ref } = await db
    .selectFrom('alert')
    .select('ref')
    .where('device_id', '=', deviceId)
    .where('id', '=', alert.id)
    .executeTakeFirstOrThrow()
  // It has become worse since somebody asked about it: their request moves up. An exercise never does.
  if (stored && !alert.drill)
    await db
      .updateTable('request')
      .set({ urgency: values.severity })
      .where('alert_ref', '=', ref)
      .where('urgency', '>', values.severity)
      .execute()
  return ref
}

/**
 * 0 = すぐ電話 … 4. Somebody who asks for a visit without an alert (a phone fraud, say) is not the last; an exercise is,
 * whatever it plays. Pure.
 */
const urgencyOf = ({ request, alert }: DeskRequest): number =>
  alert?.drill ? 4 : Math.min(alert ? rank(alert.severity) : 3, request.kind === 'dispatch' ? 1 : 3)

/** Stores a request as first made; one that is known already stays as it is. */
export const putRequest = async (
  db: Queries,
  deviceId: string,
  body: DeskRequest,
  now: string,
): Promise<string> => {
  const { request, alert } = body
  const alertRef = alert ? await putAlert(db, deviceId, alert, now) : null
  const made = await db
    .insertInto('request')
    .values({
      ref: randomUUID(),
      device_id: deviceId,
      id: request.id,
      receipt: request.receipt,
      kind: request.kind,
      status: 'received',
      status_at: now,
      visit_at: '',
      urgency: urgencyOf(body),
      created_at: request.createdAt,
      received_at: now,
      unread: 1,
      alert_ref: alertRef,
      engineer: '',
      word: '',
      data: JSON.stringify(dropAnswers(request)),
    })
    .onConflict((c) => c.columns(['device_id', 'id']).doNothing())
    .returning('ref')
    .executeTakeFirst()
  return made?.ref ?? (await ownRequest(db, deviceId, request.id)).ref
}

const ownRequest = async (
  db: Queries,
  deviceId: string,
  id: string,
): Promise<{ ref: string; status: string }> => {
  const found = await db
    .selectFrom('request')
    .select(['ref', 'status'])
    .where('device_id', '=', deviceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Problem(404, 'unknown-request', 'no such request of this PC')
  return found
}

/** Puts number and place of a request right. */
const putRight = async (db: Queries, ref: string, reach: Reach): Promise<void> => {
  const { data } = await db
    .selectFrom('request')
    .select('data')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow()
  const input = withReach(requestInputSchema.parse(JSON.parse(data)), reach)
  await db
    .updateTable('request')
    .set({ data: JSON.stringify(input) })
    .where('ref', '=', ref)
    .execute()
}

/**
 * Adds what the user of the PC wrote, and puts `reach` right. Whoever the message claims to be from, it is from the user.
 */
export const addMessage = async (
  db: Queries,
  deviceId: string,
  requestId: string,
  { id, text, at }: Message,
  now: string,
  reach?: Reach,
): Promise<string> => {
  const { ref } = await ownRequest(db, deviceId, requestId)
  const added = await db
    .insertInto('message')
    .values({ request_ref: ref, id, sender: 'user', name: '', text, at, received_at: now })
    .onConflict((c) => c.columns(['request_ref', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added && reach) await putRight(db, ref, reach)
  await db.updateTable('request').set({ unread: 1 }).where('ref', '=', ref).execute()
  return ref
}

/** The user takes the request back; one that is done stays done. */
export const cancelRequest = async (
  db: Queries,
  deviceId: string,
  requestId: string,
  now: string,
): Promise<string> => {
  const { ref, status } = await ownRequest(db, deviceId, requestId)
  if (status !== 'done')
    await db
      .updateTable('request')
      .set({ status: 'cancelled', status_at: now, unread: 1 })
      .where('ref', '=', ref)
      .execute()
  return ref
}
