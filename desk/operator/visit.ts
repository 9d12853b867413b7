import { createReadStream } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { createText } from '../../main/contract/text.ts'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { attachmentFile } from '../store/attachments.ts'
import { audit } from '../store/audit.ts'
import { assignEngineer, twoWayWord } from '../store/engineers.ts'
import { callingOperator } from './access.ts'
import { engineerInSchema } from './contract.ts'

type WithRef = { Params: { ref: string } }

/** The engineer of a request, and the files that came with it. */
export const addVisit = (app: FastifyInstance, desk: Desk, attachmentFolder: string): void => {
  const { store, now } = desk
  const words = createText('ja')('desk.wordList').split('、')

  app.post<WithRef>('/operator/api/requests/:ref/engineer', async (request) => {
    const { name: who } = await callingOperator(desk, request)
    const { name } = engineerInSchema.parse(request.body)
    const { ref } = request.params
    await store.write(async (db, tell) => {
      await assignEngineer(db, tell, ref, { name, word: twoWayWord(words), at: now() })
      await audit(db, now(), { who, what: 'engineer', subject: ref })
    })
    return { ok: true }
  })

  app.get<WithRef>('/operator/api/attachments/:ref', async (request, reply) => {
    const { name: who } = await callingOperator(desk, request)
    const { ref } = request.params
    const file = await store.db
      .selectFrom('attachment')
      .select(['ref', 'name', 'size'])
      .where('ref', '=', ref)
      .where('done', '=', 1)
      .executeTakeFirst()
    if (!file) throw new Problem(404, 'not-found')
    await audit(store.db, now(), { who, what: 'attachment-read', subject: ref })
    // Always saved, never shown: whatever a sender names it, the browser must not run it on this site.
    return reply
      .type('application/octet-stream')
      .header('content-length', file.size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .send(createReadStream(attachmentFile(attachmentFolder, file)))
  })
}
