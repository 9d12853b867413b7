import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { mkdir, open, rm, statfs, truncate } from 'node:fs/promises'
import type { Queries } from '../database/store.ts'
import { Problem } from '../problem.ts'
import { mediaOf } from './attachment-media.ts'
import { type Attachment, attachmentFile, type Progress } from './attachments.ts'

const headLength = 512 * 1024

/** Hash of the whole file, and what its beginning shows it to be. */
const readThrough = async (file: string): Promise<{ sha256: string; media: string }> => {
  const hash = createHash('sha256')
  const head: Buffer[] = []
  let held = 0
  for await (const part of createReadStream(file)) {
    hash.update(part as Buffer)
    if (held < headLength) head.push(part as Buffer)
    held += (part as Buffer).length
  }
  return { sha256: hash.digest('hex'), media: mediaOf(Buffer.concat(head)) }
}

const noRoom = () => new Problem(507, 'disk-full', 'the desk has no room for files now; send it later')

/** Pictures must never take the room that requests and messages need: a part of the disk stays free for those. */
const needRoom = async (folder: string, bytes: number): Promise<void> => {
  const { bavail, blocks, bsize } = await statfs(folder)
  const kept = Math.min(500 * 1024 * 1024, blocks * bsize * 0.05)
  if (bavail * bsize - bytes < kept) throw noRoom()
}

const writeAt = async (file: string, bytes: Buffer, offset: number): Promise<void> => {
  // Never emptied on opening: another process may be at the same part.
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    const { bytesWritten } = await handle.write(bytes, 0, bytes.length, offset)
    if (bytesWritten < bytes.length) throw noRoom()
    await handle.datasync()
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ENOSPC' ? noRoom() : error
  } finally {
    await handle.close()
  }
}

/**
 * Adds bytes from `offset` on. A wrong offset changes nothing and tells the right one; after the last part the whole is
 * checked against the announced hash, and a file that does not fit begins anew (422). 507: no room, nothing is noted.
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
  await needRoom(folder, bytes.length)
  const file = attachmentFile(folder, attachment)
  await writeAt(file, bytes, offset)
  const note = (values: { received: number; done: number; media?: string }) =>
    db
      .updateTable('attachment')
      .set(values)
      .where('ref', '=', attachment.ref)
      // Another process may have come further meanwhile.
      .where('received', '=', offset)
      .execute()
  if (received < attachment.size) {
    await note({ received, done: 0 })
    return { received, done: false }
  }
  // A crash may have left bytes behind the noted place.
  await truncate(file, received)
  const { sha256, media } = await readThrough(file)
  if (sha256 !== attachment.sha256) {
    await note({ received: 0, done: 0 })
    await rm(file, { force: true })
    throw new Problem(422, 'wrong-hash', 'the bytes are not the announced ones; send them again')
  }
  await note({ received, done: 1, media })
  return { received, done: true }
}
