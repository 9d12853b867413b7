import type { FastifyInstance } from 'fastify'
import { createText } from '../../main/contract/text.ts'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { audit } from '../store/audit.ts'
import { assignEngineer, twoWayWord } from '../store/engineers.ts'
import { callingOperator } from './access.ts'
import { engineerInSchema, mayDo } from './contract.ts'

type WithRef = { Params: { ref: string } }

/** The engineer of a request, and the word for the door. */
export const addVisit = (app: FastifyInstance, desk: Desk): void => {
  const { store, now } = desk
  const words = createText('ja')('desk.wordList').split('、')

  app.post<WithRef>('/operator/api/requests/:ref/engineer', async (request) => {
    const { name: who, role } = await callingOperator(desk, request)
    const { name } = engineerInSchema.parse(request.body)
    if (name !== who && !mayDo(role, 'assign'))
      throw new Problem(403, 'not-allowed', 'an engineer may name only themselves')
    await store.write(async (db, tell) => {
      const subject = await assignEngineer(db, tell, request.params.ref, {
        name,
        word: twoWayWord(words),
        at: now(),
      })
      await audit(db, now(), { who, what: 'engineer', subject, detail: name })
    })
    return { ok: true }
  })
}
