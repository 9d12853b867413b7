import type { DatabaseSync } from 'node:sqlite'
import { createAttachmentFiles, type PlacedAttachment } from '../consult/attachment-files.ts'
import { enqueue, stateOf, takeBack, waitingAttachments } from '../consult/outbox.ts'
import { isPlainPicture } from '../consult/plain-picture.ts'
import type { AskParsed } from '../contract/api.ts'
import { type KeptAttachment, pictureLimits, type SentAttachment } from '../contract/attachment.ts'
import { Failure } from '../contract/failure.ts'
import type { HelpRequest } from '../contract/request.ts'
import type { Log } from '../ports/log.ts'

/** The files of requests: kept as they were seen, queued with their request, gone from this PC once the desk has them. */
export type Attachments = {
  /** Keeps a picture that the page has redrawn. Throws `bad-input` for anything that tells more than its picture. */
  keepPicture: (input: AskParsed<'attachment.keep'>) => KeptAttachment
  /** Keeps bytes that this app made itself. */
  keep: (what: Pick<KeptAttachment, 'kind' | 'name'>, bytes: Uint8Array) => KeptAttachment
  /** Forgets a kept file that belongs to no request yet. */
  drop: (id: string) => void
  /** The kept files of these ids. Throws `not-found` where one is missing, `bad-input` where a request would have too many. */
  take: (ids: readonly string[], already?: number) => PlacedAttachment[]
  /** Queues one of them; runs inside the transaction that adds it to its request. */
  queue: (request: HelpRequest, file: SentAttachment, at: string) => void
  /** Takes its row out of the outbox; runs inside the transaction. */
  dropRow: (id: string) => boolean
  /** These now belong to a request. */
  handedOver: (files: readonly KeptAttachment[]) => void
  /** What became of a queued file, also where the app ended before it could note it. */
  stateOf: (id: string) => SentAttachment['delivery']
  /** The desk has it, or will never take it: its bytes go. */
  settled: (id: string) => void
}

const keyOf = (id: string) => `attachment:${id}`

export const createAttachments = (options: {
  db: DatabaseSync
  /** The app's own folder of files on their way. */
  folder: string
  newId: () => string
  log: Log
}): Attachments => {
  const { db, newId, log } = options
  const files = createAttachmentFiles(options.folder, newId)
  const tidy = (f: () => void) => {
    try {
      f()
    } catch (error) {
      log.error(`a file that is not needed any more could not be removed: ${String(error)}`)
    }
  }
  tidy(() => files.sweep(waitingAttachments(db)))
  return {
    keep: files.keep,
    keepPicture({ kind, name, base64 }) {
      const bytes = Buffer.from(base64, 'base64')
      if (bytes.length > pictureLimits.bytes) throw new Failure('bad-input', 'the picture is too large')
      if (!isPlainPicture(bytes)) throw new Failure('bad-input', 'not a redrawn JPEG')
      return files.keep({ kind, name }, bytes)
    },
    drop: (id) => {
      if (files.find(id)) tidy(() => files.remove(id))
    },
    take(ids, already = 0) {
      if (already + ids.length > pictureLimits.perRequest)
        throw new Failure('bad-input', `at most ${pictureLimits.perRequest} files for one request`)
      return ids.map((id) => {
        const file = files.find(id)
        if (!file) throw new Failure('not-found', 'no such file')
        return file
      })
    },
    queue(request, { id, name, size, sha256 }, at) {
      const path = files.find(id)?.path
      if (path === undefined) throw new Failure('not-found', 'no such file')
      const outgoing = {
        type: 'attachment',
        requestId: request.id,
        id,
        path,
        body: { name, size, sha256 },
      } as const
      enqueue(db, outgoing, { key: keyOf(id), group: request.id, at, held: false })
    },
    stateOf(id) {
      const state = stateOf(db, keyOf(id))
      return state === 'sent' ? 'delivered' : state === 'waiting' || state === 'held' ? 'waiting' : 'refused'
    },
    dropRow: (id) => takeBack(db, keyOf(id)),
    handedOver: (list) => {
      for (const { id } of list) files.handOver(id)
    },
    settled: (id) => tidy(() => files.remove(id)),
  }
}
