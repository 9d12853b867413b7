import type { DatabaseSync } from 'node:sqlite'
import type { KeptAttachment, SentAttachment } from '../contract/attachment.ts'
import type { DeskUpdate, Outgoing } from '../contract/desk.ts'
import {
  type HelpRequest,
  type Message,
  type RequestInput,
  requestSchema,
  type VisitDetails,
  withReach,
} from '../contract/request.ts'
import { transaction } from '../ports/database.ts'
import { receiptNumber } from './receipt.ts'

/** What people of this PC asked of the desk, in SQLite. Every change and its outbox row are one transaction. */
export type RequestStore = {
  /** `id`: one that is known already changes nothing and comes back as it is; missing: a new one. */
  create: (
    input: RequestInput,
    now: number,
    more?: { files?: readonly KeptAttachment[]; id?: string; drill?: boolean },
  ) => HelpRequest
  /** null where there is no such request. */
  get: (id: string) => HelpRequest | null
  /**
   * Adds a message of the user (with `details`: what it says, kept as data too, number and place in the request itself);
   * null where there is no such request.
   */
  say: (id: string, text: string, now: number, details?: VisitDetails) => HelpRequest | null
  cancel: (id: string, now: number) => HelpRequest | null
  /** Applies what the desk said; null where there is no such request or nothing changed. */
  apply: (update: DeskUpdate) => HelpRequest | null
  delivered: (id: string, delivery: HelpRequest['delivery']) => HelpRequest | null
  /** Adds files; null where there is no such request. */
  attach: (id: string, files: readonly KeptAttachment[], now: number) => HelpRequest | null
  /** Notes what became of a file; null where nothing changed. */
  settle: (id: string, file: string, delivery: SentAttachment['delivery']) => HelpRequest | null
  /** Takes back a file that has not gone; null where it has, or never was. */
  takeBack: (id: string, file: string) => HelpRequest | null
  /** Newest first. */
  list: () => HelpRequest[]
}

export type RequestStoreOptions = {
  db: DatabaseSync
  newId: () => string
  random: () => number
  /** Writes the outbox row; runs inside the transaction. */
  outgoing: (what: {
    type: 'request' | 'message' | 'cancel' | 'attachment'
    request: HelpRequest
    message?: Message
    details?: VisitDetails
    file?: SentAttachment
  }) => void
  /** Takes a file's row out of the outbox, inside the transaction; false where it has gone. */
  dropRow: (file: string) => boolean
}

/** Is `type` a write about requests? */
export const requestIdOf = (o: Outgoing): string | null =>
  o.type === 'request' ? o.id : o.type === 'alert' || o.type === 'statistics' ? null : o.requestId

// The same status told twice (a changed visit time) is one step.
const stepTo = (r: HelpRequest, status: HelpRequest['status'], at: string): HelpRequest => {
  const before = r.history ?? [{ status: r.status, at: r.statusAt }]
  const history = before.at(-1)?.status === status ? before : [...before, { status, at }]
  return { ...r, status, statusAt: at, history }
}

export const createRequestStore = ({
  db,
  newId,
  random,
  outgoing,
  dropRow,
}: RequestStoreOptions): RequestStore => {
  const byId = db.prepare('SELECT data FROM request WHERE id = ?')
  const all = db.prepare('SELECT data FROM request ORDER BY created_at DESC LIMIT 200')
  const taken = db.prepare('SELECT 1 FROM request WHERE receipt = ?')
  const insert = db.prepare('INSERT INTO request (id, receipt, created_at, data) VALUES (?, ?, ?, ?)')
  const update = db.prepare('UPDATE request SET data = ? WHERE id = ?')
  const read = (row: unknown): HelpRequest => requestSchema.parse(JSON.parse((row as { data: string }).data))

  const get = (id: string): HelpRequest | null => {
    const row = byId.get(id)
    return row ? read(row) : null
  }
  const freeReceipt = (now: number): string => {
    for (;;) {
      const receipt = receiptNumber(new Date(now), random)
      if (!taken.get(receipt)) return receipt
    }
  }
  const change = (id: string, f: (r: HelpRequest) => HelpRequest | null): HelpRequest | null =>
    transaction(db, () => {
      const known = get(id)
      const changed = known && f(known)
      if (changed) update.run(JSON.stringify(changed), id)
      return changed
    })

  const withFiles = (r: HelpRequest, files: readonly KeptAttachment[], at: string): HelpRequest => {
    if (files.length === 0) return r
    const added = files.map(
      ({ id, kind, name, size, sha256 }): SentAttachment => ({
        ...{ id, kind, name, size, sha256 },
        at,
        delivery: 'waiting',
      }),
    )
    const request = { ...r, attachments: [...(r.attachments ?? []), ...added] }
    for (const file of added) outgoing({ type: 'attachment', request, file })
    return request
  }

  return {
    get,
    create: (input, now, { files = [], id = newId(), drill = false } = {}) =>
      transaction(db, () => {
        const known = get(id)
        if (known) return known
        const at = new Date(now).toISOString()
        const request: HelpRequest = {
          ...input,
          id,
          receipt: freeReceipt(now),
          createdAt: at,
          status: 'received',
          statusAt: at,
          delivery: 'waiting',
          visitAt: '',
          messages: [],
          history: [{ status: 'received', at }],
          ...(drill && { drill }),
        }
        outgoing({ type: 'request', request })
        const whole = withFiles(request, files, at)
        insert.run(request.id, request.receipt, at, JSON.stringify(whole))
        return whole
      }),
    say: (id, text, now, details) =>
      change(id, (r) => {
        const message: Message = {
          id: newId(),
          from: 'user',
          name: '',
          text,
          at: new Date(now).toISOString(),
        }
        const request = {
          ...(details ? withReach({ ...r, details }, details) : r),
          messages: [...r.messages, message],
        }
        outgoing({ type: 'message', request, message, ...(details && { details }) })
        return request
      }),
    cancel: (id, now) =>
      change(id, (r) => {
        if (r.status === 'done' || r.status === 'cancelled') return r
        const statusAt = new Date(now).toISOString()
        // What has not gone need not go any more.
        const attachments = r.attachments?.filter((f) => f.delivery !== 'waiting' || !dropRow(f.id))
        const request = stepTo({ ...r, ...(attachments && { attachments }) }, 'cancelled', statusAt)
        outgoing({ type: 'cancel', request })
        return request
      }),
    apply: (u) =>
      change(u.requestId, (r) => {
        if (u.type === 'status') {
          // In the order in which the desk tells: its clock and this one's may differ by hours.
          if (r.status === 'cancelled') return null
          return { ...stepTo(r, u.status, u.at), visitAt: u.visitAt, delivery: 'delivered' }
        }
        if (u.type === 'engineer') return { ...r, engineer: u.engineer, delivery: 'delivered' }
        if (r.messages.some((m) => m.id === u.message.id)) return null
        return { ...r, messages: [...r.messages, u.message], delivery: 'delivered' }
      }),
    delivered: (id, delivery) => change(id, (r) => (r.delivery === delivery ? null : { ...r, delivery })),
    attach: (id, files, now) => change(id, (r) => withFiles(r, files, new Date(now).toISOString())),
    settle: (id, file, delivery) =>
      change(id, (r) => {
        const old = r.attachments?.find((f) => f.id === file)
        if (!old || old.delivery === delivery) return null
        const attachments = r.attachments?.map((f) => (f.id === file ? { ...f, delivery } : f))
        return { ...r, attachments }
      }),
    takeBack: (id, file) =>
      change(id, (r) =>
        r.attachments?.some((f) => f.id === file) && dropRow(file)
          ? { ...r, attachments: r.attachments.filter((f) => f.id !== file) }
          : null,
      ),
    list: () => all.all().map(read),
  }
}
