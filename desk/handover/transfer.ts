import { readFile } from 'node:fs/promises'
import type { Adapter, HandoverItem } from '../adapters/adapter.ts'
import { bodyOf, subjectOf } from '../adapters/item-text.ts'
import type { Desk } from '../context.ts'
import type { RequestDetail } from '../operator/contract.ts'
import { Problem } from '../problem.ts'
import { reply, setStatus } from '../store/answers.ts'
import { attachmentFile } from '../store/attachments.ts'
import { requestDetail } from '../store/queue.ts'
import { endRound, type Handover, never, type Progress, progressSchema, saveHandover } from './rows.ts'

const pollEvery = 60_000

const itemOf = (detail: RequestDetail, folder: string): HandoverItem => ({
  detail,
  subject: subjectOf(detail),
  body: bodyOf(detail),
  attachments: detail.attachments.map((file) => ({
    name: file.name,
    read: () => readFile(attachmentFile(folder, file)),
  })),
})

/** Carries what is new from the desk to the other system; each step is noted before the next one. */
const carryOver = async (
  desk: Desk,
  adapter: Adapter,
  row: Handover,
  detail: RequestDetail,
  folder: string,
) => {
  const { db } = desk.store
  let progress = progressSchema.parse(JSON.parse(row.progress))
  let externalId = row.external_id
  const fromUser = detail.messages.filter((m) => m.from === 'user')
  if (!externalId) {
    externalId = await adapter.create(itemOf(detail, folder), row.id)
    progress = {
      ...progress,
      messages: fromUser.map((m) => m.id),
      files: detail.attachments.map((f) => f.ref),
    }
    await saveHandover(db, row.id, { external_id: externalId, state: 'done', progress })
  }
  const later = [
    ...fromUser
      .filter((m) => !progress.messages.includes(m.id))
      .map((m) => ({ kind: 'messages' as const, id: m.id, text: m.text })),
    // A file that came after the case was made stays at the desk; the case says that it is there.
    ...detail.attachments
      .filter((f) => !progress.files.includes(f.ref))
      .map((f) => ({ kind: 'files' as const, id: f.ref, text: f.name })),
  ]
  for (const { kind, id, text } of later) {
    await adapter.add(externalId, text, id)
    progress = { ...progress, [kind]: [...progress[kind], id] }
    await saveHandover(db, row.id, { progress })
  }
  return { externalId, progress }
}

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
  const { externalId, progress } = await carryOver(desk, adapter, row, detail, attachmentFolder)
  await bringBack(desk, adapter, row, detail, externalId, progress)
  const over = detail.item.status === 'done' || detail.item.status === 'cancelled' || !adapter.news
  const next = over ? never : new Date(Date.parse(desk.now()) + pollEvery).toISOString()
  await endRound(desk.store.db, row, { attempts: 0, lastError: '', nextAt: next })
}
