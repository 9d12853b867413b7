import { createHash } from 'node:crypto'
import {
  attachmentLimits,
  attachmentOutSchema,
  deskBase,
  type OutgoingAttachment,
} from '../../contract/desk.ts'
import type { ReadPart } from '../../ports/file-part.ts'
import type { Http } from '../../ports/http.ts'
import { type CallResult, callDesk } from './desk-call.ts'

export type SendAttachmentOptions = {
  http: Http
  deskUrl: string
  token: string
  key: string
  readPart: ReadPart
  attachment: OutgoingAttachment
  /** Do words wait? The file then makes room after the part under way, and goes on later where it stopped. */
  giveWay: () => boolean
}
/** The file stopped so that words can go first; nothing failed. */
export type GaveWay = { kind: 'gave-way' }

// Half of what one call may carry: on a thin line a cut costs less.
const part = attachmentLimits.part / 2

/** Is the file still the one that was announced? */
const isUnchanged = async (readPart: ReadPart, { path, body }: OutgoingAttachment): Promise<boolean> => {
  const hash = createHash('sha256')
  for (let offset = 0; offset < body.size; offset += part) {
    const bytes = await readPart(path, offset, Math.min(part, body.size - offset)).catch(() => null)
    if (!bytes) return false
    hash.update(bytes)
  }
  return hash.digest('hex') === body.sha256
}

/** Sends a file in parts and goes on where the desk says it stopped. Never rejects. */
export const sendAttachment = async (
  options: SendAttachmentOptions,
): Promise<CallResult<unknown> | GaveWay> => {
  const { http, deskUrl, token, key, readPart, attachment, giveWay } = options
  const { requestId, id, body, path } = attachment
  const place = `${deskUrl}${deskBase}/requests/${encodeURIComponent(requestId)}/attachments/${encodeURIComponent(id)}`
  const put = (url: string, data: unknown, step: string) =>
    callDesk({
      http,
      method: 'PUT',
      url,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': `${key}:${step}` },
      body: data,
      answer: attachmentOutSchema,
    })
  let result = await put(place, body, 'announce')
  while (result.kind === 'ok' && !result.body.done) {
    if (giveWay()) return { kind: 'gave-way' }
    const offset: number = result.body.received
    const bytes = await readPart(path, offset, Math.min(part, body.size - offset)).catch(() => null)
    // The file is gone or has become shorter: no repetition will ever help.
    if (!bytes || bytes.length === 0)
      return { kind: 'refused', code: 'file-gone', detail: 'the file cannot be read any more' }
    result = await put(`${place}/content?offset=${offset}`, bytes, String(offset))
    if (result.kind === 'ok' && !result.body.done && result.body.received <= offset)
      return { kind: 'later', scope: 'row', detail: 'the desk does not get on with the file' }
  }
  // The desk has begun anew: worth another try where the file here is still the one that the user chose.
  if (result.kind === 'refused' && result.code === 'wrong-hash' && (await isUnchanged(readPart, attachment)))
    return { kind: 'later', scope: 'row', detail: result.detail }
  return result
}
