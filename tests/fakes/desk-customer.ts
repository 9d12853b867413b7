import { createHash, randomUUID } from 'node:crypto'
import type { HelpRequest } from '../../main/contract/request.ts'
import { anAlert, aRequest } from './desk-material.ts'
import type { BarePc } from './provider-desk.ts'

/** A customer who asks about an urgent alert. */
export const ask = async (pc: BarePc, text = '画面が赤い\r\nBcc: x@example.com'): Promise<HelpRequest> => {
  const alert = anAlert({ severity: 'urgent' })
  const request = aRequest({ text, alertId: alert.id })
  await pc.call('PUT', `/v1/requests/${request.id}`, { request, alert, computer: 'pc' })
  return request
}

/** Writes one more message. */
export const say = (pc: BarePc, requestId: string, text: string, id: string = randomUUID()) =>
  pc.call('POST', `/v1/requests/${requestId}/messages`, {
    message: { id, from: 'user', name: '', text, at: '2026-11-23T01:00:00.000Z' },
  })

/** Sends a whole file. */
export const attach = async (pc: BarePc, requestId: string, name: string, bytes: Buffer) => {
  const path = `/v1/requests/${requestId}/attachments/${randomUUID()}`
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await pc.call('PUT', path, { name, size: bytes.length, sha256 })
  return pc.call('PUT', `${path}/content?offset=0`, bytes)
}

/** Takes the request back. */
export const takeBack = (pc: BarePc, requestId: string) =>
  pc.call('POST', `/v1/requests/${requestId}/cancel`, { at: '2026-11-23T02:00:00.000Z' })
