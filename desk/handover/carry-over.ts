import { readFile } from 'node:fs/promises'
import type { Adapter, HandoverAddition, HandoverFile } from '../adapters/adapter.ts'
import { bodyOf, cancelledWords, subjectOf } from '../adapters/item-text.ts'
import type { Desk } from '../context.ts'
import { type RequestDetail, requestDetailSchema } from '../operator/contract.ts'
import { attachmentFile } from '../store/attachments.ts'
import { type Handover, type Progress, saveHandover } from './rows.ts'

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

const fromUser = (detail: RequestDetail) => detail.messages.filter((m) => m.from === 'user')

/** What the other system has not heard of yet, oldest kind first. Pure, but for reading the files later. */
const additionsOf = (
  detail: RequestDetail,
  progress: Progress,
  handoverId: string,
  folder: string,
): HandoverAddition[] => [
  ...fromUser(detail)
    .filter((m) => !progress.messages.includes(m.id))
    .map(({ id, text }) => ({ kind: 'message' as const, id, text, file: null })),
  ...detail.attachments
    .filter((f) => !progress.files.includes(f.ref))
    .map((f) => ({ kind: 'file' as const, id: f.ref, text: f.name, file: fileOf(folder, f) })),
  ...(detail.item.status === 'cancelled' && !progress.cancelled
    ? [{ kind: 'cancelled' as const, id: `${handoverId}-cancelled`, text: cancelledWords, file: null }]
    : []),
]

/** Pure. */
const withAddition = (progress: Progress, { kind, id }: HandoverAddition): Progress =>
  kind === 'cancelled'
    ? { ...progress, cancelled: true }
    : kind === 'message'
      ? { ...progress, messages: [...progress.messages, id] }
      : { ...progress, files: [...progress.files, id] }

/** Carries what is new from the desk to the other system; each step is noted before the next one. */
export const carryOver = async (
  { store: { db } }: Desk,
  adapter: Adapter,
  row: Handover,
  start: Progress,
  detail: RequestDetail,
  folder: string,
): Promise<{ externalId: string; progress: Progress }> => {
  let progress = start
  let externalId = row.external_id
  if (!externalId) {
    // A try may have made the case although its answer was lost. So every try says the same as the first one did, and
    // what came since then is added to the case, never taken for a part of it. Parsed, as it will be read back: the
    // same to the byte.
    const first = progress.first ?? requestDetailSchema.parse(detail)
    if (!progress.first) await saveHandover(db, row.id, { progress: { ...progress, first } })
    const files = firstFiles(first.attachments)
    const item = {
      detail: first,
      subject: subjectOf(first),
      body: bodyOf(first),
      attachments: files.map((file) => fileOf(folder, file)),
    }
    externalId = await adapter.create(item, row.id)
    progress = {
      ...progress,
      first: null,
      messages: fromUser(first).map((m) => m.id),
      files: files.map((f) => f.ref),
    }
    await saveHandover(db, row.id, { external_id: externalId, state: 'done', progress })
  }
  for (const addition of additionsOf(detail, progress, row.id, folder)) {
    await adapter.add(externalId, addition)
    progress = withAddition(progress, addition)
    await saveHandover(db, row.id, { progress })
  }
  return { externalId, progress }
}
