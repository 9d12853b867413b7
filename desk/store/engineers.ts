import { randomInt } from 'node:crypto'
import type { Queries, Topic } from '../database/store.ts'
import { Problem } from '../problem.ts'
import { addUpdate } from './updates.ts'

/** Two different words of `words`: the engineer says the first, the customer answers with the second. */
export const twoWayWord = (words: readonly string[]): string => {
  const first = randomInt(words.length)
  const second = (first + 1 + randomInt(words.length - 1)) % words.length
  return `${words[first]}・${words[second]}`
}

/** Names the engineer of a request, with a fresh word; the PC hears both. Runs in the caller's transaction; returns the receipt number. */
export const assignEngineer = async (
  db: Queries,
  tell: (topic: Topic) => void,
  ref: string,
  { name, word, at }: { name: string; word: string; at: string },
): Promise<string> => {
  const request = await db
    .updateTable('request')
    .set({ engineer: name, word })
    .where('ref', '=', ref)
    .where('status', '!=', 'cancelled')
    .returning(['device_id', 'id', 'receipt'])
    .executeTakeFirst()
  if (!request) throw new Problem(404, 'not-found')
  await addUpdate(db, request.device_id, {
    type: 'engineer',
    requestId: request.id,
    at,
    engineer: { name, word },
  })
  tell({ to: 'device', id: request.device_id })
  tell({ to: 'operators', what: 'request', ref })
  return request.receipt
}
