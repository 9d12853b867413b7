import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { attachmentInSchema, attachmentLimits } from '../../main/contract/desk.ts'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { addPart } from '../store/attachment-parts.ts'
import { announceAttachment, findAttachment } from '../store/attachments.ts'
import { callingDevice, idempotencyKey } from './device-auth.ts'

type Place = { Params: { id: string; attachment: string } }
const offsetSchema = z.object({ offset: z.coerce.number().int().min(0) })

/**
 * Protocol version 1: photos and files for a request, in parts that can be resumed. Their place (id and offset) makes
 * these writes repeatable by itself; the idempotency key is asked for like everywhere, but need not be remembered.
 */
export const addDeviceAttachments = (app: FastifyInstance, desk: Desk, folder: string): void => {
  // Two parts of one file at once would overwrite each other.
  const busy = new Set<string>()
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: attachmentLimits.part },
    (_, body, done) => done(null, body),
  )

  app.put<Place>('/v1/requests/:id/attachments/:attachment', async (request) => {
    const device = await callingDevice(desk, request)
    idempotencyKey(request)
    const input = attachmentInSchema.parse(request.body)
    const { id: requestId, attachment: id } = request.params
    return desk.store.write((db) =>
      announceAttachment(db, { deviceId: device.id, requestId, id, now: desk.now() }, input),
    )
  })

  app.put<Place>(
    '/v1/requests/:id/attachments/:attachment/content',
    { bodyLimit: attachmentLimits.part },
    async (request) => {
      const device = await callingDevice(desk, request)
      idempotencyKey(request)
      const { offset } = offsetSchema.parse(request.query)
      if (!Buffer.isBuffer(request.body)) throw new Problem(415, 'bad-input', 'application/octet-stream')
      const { id: requestId, attachment: id } = request.params
      const found = await findAttachment(desk.store.db, device.id, requestId, id)
      if (!found) throw new Problem(404, 'unknown-attachment', 'announce it first')
      if (busy.has(found.ref)) throw new Problem(429, 'too-many', 'a part of this file is being written')
      busy.add(found.ref)
      try {
        const current = (await findAttachment(desk.store.db, device.id, requestId, id)) ?? found
        const progress = await addPart(desk.store.db, folder, current, offset, request.body)
        if (progress.done)
          await desk.store.write(async (_, tell) =>
            tell({ to: 'operators', what: 'request', ref: found.request_ref }),
          )
        return progress
      } finally {
        busy.delete(found.ref)
      }
    },
  )
}
