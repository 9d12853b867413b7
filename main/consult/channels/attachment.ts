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
}

// Half of what one call may carry: on a thin line a cut costs less.
const part = attachmentLimits.part / 2

/** Sends a file in parts and goes on where the desk says it stopped. Never rejects. */
export const sendAttachment = async (options: SendAttachmentOptions): Promise<CallResult<unknown>> => {
  const { http, deskUrl, token, key, readPart, attachment } = options
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
    const offset: number = result.body.received
    const bytes = await readPart(path, offset, Math.min(part, body.size - offset)).catch(() => null)
    // The file is gone or has become shorter: no repetition will ever help.
    if (!bytes || bytes.length === 0) return { kind: 'refused', detail: 'the file cannot be read any more' }
    result = await put(`${place}/content?offset=${offset}`, bytes, String(offset))
    if (result.kind === 'ok' && !result.body.done && result.body.received <= offset)
      return { kind: 'later', scope: 'row', detail: 'the desk does not get on with the file' }
  }
  return result
}
