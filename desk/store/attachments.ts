import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type AttachmentIn, attachmentLimits } from '../../main/contract/desk.ts'
import type { Row } from '../database/schema.ts'
import type { Queries } from '../database/store.ts'
import { Problem } from '../problem.ts'
import { plainName } from './plain-name.ts'

export type Attachment = Row<'attachment'>
export type Progress = { received: number; done: boolean }

/** The file on disk is named by the desk, never by the sender. */
export const attachmentFile = (folder: string, { ref }: Pick<Attachment, 'ref'>): string => join(folder, ref)

/** Announces an attachment, or tells how much of it is there. Throws `Problem`. */
export const announceAttachment = async (
  db: Queries,
  { deviceId, requestId, id, now }: { deviceId: string; requestId: string; id: string; now: string },
  { name, size, sha256 }: AttachmentIn,
): Promise<Progress> => {
  if (size > attachmentLimits.size)
    throw new Problem(413, 'too-large', `at most ${attachmentLimits.size} bytes`)
  const request = await db
    .selectFrom('request')
    .select('ref')
    .where('device_id', '=', deviceId)
    .where('id', '=', requestId)
    .executeTakeFirst()
  if (!request) throw new Problem(404, 'unknown-request')
  const known = await findAttachment(db, deviceId, requestId, id)
  if (known) {
    if (known.size !== size || known.sha256 !== sha256)
      throw new Problem(409, 'other-attachment', 'this id is taken')
    return { received: known.received, done: known.done === 1 }
  }
  const { count } = await db
    .selectFrom('attachment')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('request_ref', '=', request.ref)
    .executeTakeFirstOrThrow()
  if (Number(count) >= attachmentLimits.perRequest) throw new Problem(413, 'too-many-attachments')
  const made = await db
    .insertInto('attachment')
    .values({
      ref: randomUUID(),
      device_id: deviceId,
      id,
      request_ref: request.ref,
      name: plainName(name),
      size,
      sha256,
      received: 0,
      done: 0,
      created_at: now,
    })
    // Announced at the same moment at another process, or for another request of this PC.
    .onConflict((c) => c.columns(['device_id', 'id']).doNothing())
    .executeTakeFirst()
  if (Number(made.numInsertedOrUpdatedRows) === 0 && !(await findAttachment(db, deviceId, requestId, id)))
    throw new Problem(409, 'other-attachment', 'this id is taken')
  return { received: 0, done: false }
}

export const findAttachment = async (
  db: Queries,
  deviceId: string,
  requestId: string,
  id: string,
): Promise<Attachment | null> =>
  (await db
    .selectFrom('attachment')
    .innerJoin('request', 'request.ref', 'attachment.request_ref')
    .selectAll('attachment')
    .where('attachment.device_id', '=', deviceId)
    .where('attachment.id', '=', id)
    .where('request.id', '=', requestId)
    .executeTakeFirst()) ?? null
