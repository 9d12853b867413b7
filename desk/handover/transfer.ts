import { readFile } from 'node:fs/promises'
import type { Adapter, HandoverFile } from '../adapters/adapter.ts'
import { bodyOf, subjectOf } from '../adapters/item-text.ts'
import type { Desk } from '../context.ts'
import type { RequestDetail } from '../operator/contract.ts'
import { Problem } from '../problem.ts'
import { reply, setStatus } from '../store/answers.ts'
import { attachmentFile } from '../store/attachments.ts'
import { requestDetail } from '../store/queue.ts'
import { endRound, type Handover, never, type Progress, progressSchema, saveHandover } from './rows.ts'

const pollEvery = 60_000

// Files go in memory and as text: what is beyond this follows one by one.
const together = 10 * 1024 * 1024

type File = RequestDetail['attachments'][number]
const fileOf = (folder: string, file: File): HandoverFile => ({
  name: file.name,
  read: () => readFile(attachmentFile(folder, file)),
})

/** The files that go with the case itself; the rest comes after it. Pure. */
const firstFiles = (files: readonly File[]): File[] => {
  let size = 0
  return files.filter((file) => {
    size += file.size
    return size <= together
  })
}

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
    const first = firstFiles(detail.attachments)
    const item = {
      detail,
      subject: subjectOf(detail),
      body: bodyOf(detail),
      attachments: first.map((file) => fileOf(folder, file)),
    }
    externalId = await adapter.create(item, row.id)
    progress = {
      ...progress,
      messages: fromUser.map((m) => m.id),
      files: first.map((f) => f.ref),
    }
    await saveHandover(db, row.id, { external_id: externalId, state: 'done', progress })
  }
  const later = [
    ...fromUser
      .filter((m) => !progress.messages.includes(m.id))
      .map((m) => ({ kind: 'messages' as const, id: m.id, text: m.text, file: null })),
    ...detail.attachments
      .filter((f) => !progress.files.includes(f.ref))
      .map((f) => ({ kind: 'files' as const, id: f.ref, text: f.name, file: fileOf(folder, f) })),
  ]
  for (const { kind, ...addition } of later) {
    await adapter.add(externalId, addition)
    progress = { ...progress, [kind]: [...progress[kind], addition.id] }
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
