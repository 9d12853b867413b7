import { deskOkSchema, type Outgoing, outgoingCall } from '../../contract/desk.ts'
import type { ReadPart } from '../../ports/file-part.ts'
import type { Http } from '../../ports/http.ts'
import type { OutboxRow } from '../outbox.ts'
import { redactAlert } from '../redact.ts'
import { type GaveWay, sendAttachment } from './attachment.ts'
import { type CallResult, callDesk } from './desk-call.ts'

/** The body as it may leave this PC. Pure. */
export const outgoingBody = (outgoing: Outgoing): unknown => {
  if (outgoing.type === 'alert') return { ...outgoing.body, alert: redactAlert(outgoing.body.alert) }
  if (outgoing.type === 'request' && outgoing.body.alert)
    return { ...outgoing.body, alert: redactAlert(outgoing.body.alert) }
  return outgoing.body
}

export type SendRowOptions = {
  http: Http
  deskUrl: string
  token: string
  readPart: ReadPart
  /** Do words wait while a file is under way? */
  giveWay: () => boolean
}

/** Sends one row with its idempotency key. Never rejects. */
export const sendRow = (
  { http, deskUrl, token, readPart, giveWay }: SendRowOptions,
  { key, outgoing }: OutboxRow & { outgoing: Outgoing },
): Promise<CallResult<unknown> | GaveWay> => {
  if (outgoing.type === 'attachment')
    return sendAttachment({ http, deskUrl, token, key, readPart, giveWay, attachment: outgoing })
  const { method, path } = outgoingCall(outgoing)
  return callDesk({
    http,
    method,
    url: `${deskUrl}${path}`,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
    body: outgoingBody(outgoing),
    answer: deskOkSchema,
  })
}
