import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { type AttachmentIn, attachmentLimits } from '../../main/contract/desk.ts'
import type { Row } from '../database/schema.ts'
import type { Queries } from '../database/store.ts'
import { Problem } from '../problem.ts'

export type Attachment = Row<'attachment'>
export type Progress = { received: number; done: boolean }

/** The file on disk is named by the desk, never by the sender. */
export const attachmentFile = (folder: string, { ref }: Pick<Attachment, 'ref'>): string => join(folder, ref)

/** A name that is safe to show and to offer for saving: no folders, no control or direction signs. Pure. */
export const plainName = (name: string): string => {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 120)
  return plain || 'file'
}

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
  await db
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
    .execute()
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

const hashOfFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part as Buffer)
  return hash.digest('hex')
}

/**
 * Adds bytes from `offset` on. A wrong offset changes nothing and tells the right one; the last part is checked
 * against the announced hash, and a file that does not fit begins anew (422).
 */
export const addPart = async (
  db: Queries,
  folder: string,
  attachment: Attachment,
  offset: number,
  bytes: Buffer,
): Promise<Progress> => {
  if (attachment.done === 1) return { received: attachment.size, done: true }
  if (offset !== attachment.received) return { received: attachment.received, done: false }
  const received = offset + bytes.length
  if (received > attachment.size) throw new Problem(413, 'too-large', 'more bytes than announced')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = attachmentFile(folder, attachment)
  const handle = await open(file, offset === 0 ? 'w' : 'r+', 0o600)
  try {
    await handle.write(bytes, 0, bytes.length, offset)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  const note = (received: number, done: number) =>
    db.updateTable('attachment').set({ received, done }).where('ref', '=', attachment.ref).execute()
  if (received < attachment.size) {
    await note(received, 0)
    return { received, done: false }
  }
  // A crash may have left bytes behind the noted place.
  await truncate(file, received)
  if ((await hashOfFile(file)) !== attachment.sha256) {
    await note(0, 0)
    await rm(file, { force: true })
    throw new Problem(422, 'wrong-hash', 'the bytes are not the announced ones; send them again')
  }
  await note(received, 1)
  return { received, done: true }
}
