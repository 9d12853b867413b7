import { createReadStream } from 'node:fs'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { archiveEntries, kindOf } from '../store/attachment-media.ts'
import { attachmentFile } from '../store/attachments.ts'
import { audit } from '../store/audit.ts'
import { callingOperator } from './access.ts'
import { type Archive, mayDo } from './contract.ts'

type WithRef = { Params: { ref: string } }

/** The files that came with a request: pictures to look at, archives to list, everything to save. */
export const addAttachments = (app: FastifyInstance, desk: Desk, folder: string): void => {
  const { store, now } = desk

  /** The finished file, where the caller may have it; leaves a line. */
  const opened = async (request: FastifyRequest<WithRef>, what: 'attachment-read' | 'attachment-shown') => {
    const { name: who, role } = await callingOperator(desk, request)
    const { ref } = request.params
    const file = await store.db
      .selectFrom('attachment')
      .innerJoin('request', 'request.ref', 'attachment.request_ref')
      .select(['attachment.ref', 'attachment.name', 'attachment.size', 'attachment.media', 'request.receipt'])
      .where('attachment.ref', '=', ref)
      .where('attachment.done', '=', 1)
      .executeTakeFirst()
    if (!file) throw new Problem(404, 'not-found')
    if (kindOf(file.media) !== 'picture' && !mayDo(role, 'record'))
      throw new Problem(403, 'not-allowed', 'files other than pictures need the right to record')
    await audit(store.db, now(), { who, what, subject: file.receipt, detail: file.name })
    return { ...file, path: attachmentFile(folder, file) }
  }

  app.get<WithRef>('/operator/api/attachments/:ref', async (request, reply) => {
    const { name, size, path } = await opened(request, 'attachment-read')
    // Always saved, never shown: whatever a sender names it, the browser must not run it on this site.
    return reply
      .type('application/octet-stream')
      .header('content-length', size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(createReadStream(path))
  })

  app.get<WithRef>('/operator/api/attachments/:ref/picture', async (request, reply) => {
    const { media, size, path } = await opened(request, 'attachment-shown')
    if (kindOf(media) !== 'picture') throw new Problem(404, 'not-found')
    // The type is the one its bytes show, not what the sender says; opened by itself it may do nothing.
    return reply
      .type(media)
      .header('content-length', size)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(createReadStream(path))
  })

  app.get<WithRef>('/operator/api/attachments/:ref/entries', async (request): Promise<Archive> => {
    const { media, path } = await opened(request, 'attachment-shown')
    if (kindOf(media) !== 'archive') throw new Problem(404, 'not-found')
    return archiveEntries(path)
  })
}
