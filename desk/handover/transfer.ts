import type { Adapter } from '../adapters/adapter.ts'
import type { Desk } from '../context.ts'
import type { RequestDetail } from '../operator/contract.ts'
import { Problem } from '../problem.ts'
import { reply, setStatus } from '../store/answers.ts'
import { requestDetail } from '../store/queue.ts'
import { carryOver } from './carry-over.ts'
import {
  dropHandover,
  endRound,
  type Handover,
  never,
  type Progress,
  progressSchema,
  saveHandover,
} from './rows.ts'

const pollEvery = 60_000

/** Brings the other system's status and answers to the customer; once each, noted in the same transaction. */
const bringBack = async (
  desk: Desk,
  adapter: Adapter,
  row: Handover,
  detail: RequestDetail,
  externalId: string,
  progress: Progress,
) => {
  if (!adapter.news) return
  const { status, notes } = await adapter.news(externalId)
  const fresh = notes.filter((n) => !progress.notes.includes(n.id))
  const moved = status !== null && status !== progress.status
  if (fresh.length === 0 && !moved) return
  await desk.store.write(async (db, tell) => {
    const at = desk.now()
    for (const { id, name, text } of fresh)
      await reply(db, tell, row.request_ref, { id: `${adapter.id}:${id}`, text, name: name || desk.name, at })
    if (moved && detail.item.status !== 'cancelled' && detail.item.status !== status)
      await setStatus(db, tell, row.request_ref, { status, visitAt: detail.item.visitAt, at })
    const next = {
      ...progress,
      notes: [...progress.notes, ...fresh.map((n) => n.id)],
      status: status ?? progress.status,
    }
    await saveHandover(db, row.id, { progress: next })
  })
}

/** One round of one hand-over. Rejects when the other system fails; what was done till then is noted. */
export const transfer = async (
  desk: Desk,
  adapter: Adapter,
  row: Handover,
  attachmentFolder: string,
): Promise<void> => {
  const detail = await requestDetail(desk.store.db, row.request_ref)
  if (!detail) throw new Problem(404, 'not-found')
  const start = progressSchema.parse(JSON.parse(row.progress))
  // Taken back before anybody there was told of it: nothing to hand over, nothing to take back.
  if (detail.item.status === 'cancelled' && !row.external_id && !start.first)
    return dropHandover(desk.store.db, row.id)
  const { externalId, progress } = await carryOver(desk, adapter, row, start, detail, attachmentFolder)
  await bringBack(desk, adapter, row, detail, externalId, progress)
  const over = detail.item.status === 'done' || detail.item.status === 'cancelled' || !adapter.news
  const next = over ? never : new Date(Date.parse(desk.now()) + pollEvery).toISOString()
  await endRound(desk.store.db, row, { attempts: 0, lastError: '', nextAt: next })
}
