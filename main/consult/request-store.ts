import type { DatabaseSync } from 'node:sqlite'
import type { DeskUpdate, Outgoing } from '../contract/desk.ts'
import {
  type HelpRequest,
  type Message,
  type RequestInput,
  requestSchema,
  type VisitDetails,
} from '../contract/request.ts'
import { transaction } from '../ports/database.ts'
import { receiptNumber } from './receipt.ts'

/** What people of this PC asked of the desk, in SQLite. Every change and its outbox row are one transaction. */
export type RequestStore = {
  create: (input: RequestInput, now: number) => HelpRequest
  /** Adds a message of the user (with `details`: what it says, kept as data too); null where there is no such request. */
  say: (id: string, text: string, now: number, details?: VisitDetails) => HelpRequest | null
  cancel: (id: string, now: number) => HelpRequest | null
  /** Applies what the desk said; null where there is no such request or nothing changed. */
  apply: (update: DeskUpdate) => HelpRequest | null
  delivered: (id: string, delivery: HelpRequest['delivery']) => HelpRequest | null
  /** Newest first. */
  list: () => HelpRequest[]
}

export type RequestStoreOptions = {
  db: DatabaseSync
  newId: () => string
  random: () => number
  /** Writes the outbox row; runs inside the transaction. */
  outgoing: (what: {
    type: 'request' | 'message' | 'cancel'
    request: HelpRequest
    message?: Message
  }) => void
}

/** Is `type` a write about requests? */
export const requestIdOf = (o: Outgoing): string | null =>
  o.type === 'request' ? o.id : o.type === 'alert' || o.type === 'statistics' ? null : o.requestId

export const createRequestStore = ({ db, newId, random, outgoing }: RequestStoreOptions): RequestStore => {
  const byId = db.prepare('SELECT data FROM request WHERE id = ?')
  const all = db.prepare('SELECT data FROM request ORDER BY created_at DESC LIMIT 200')
  const taken = db.prepare('SELECT 1 FROM request WHERE receipt = ?')
  const insert = db.prepare('INSERT INTO request (id, receipt, created_at, data) VALUES (?, ?, ?, ?)')
  const update = db.prepare('UPDATE request SET data = ? WHERE id = ?')
  const read = (row: unknown): HelpRequest => requestSchema.parse(JSON.parse((row as { data: string }).data))

  const freeReceipt = (now: number): string => {
    for (;;) {
      const receipt = receiptNumber(new Date(now), random)
      if (!taken.get(receipt)) return receipt
    }
  }
  const change = (id: string, f: (r: HelpRequest) => HelpRequest | null): HelpRequest | null =>
    transaction(db, () => {
      const row = byId.get(id)
      const changed = row ? f(read(row)) : null
      if (changed) update.run(JSON.stringify(changed), id)
      return changed
    })

  return {
    create: (input, now) =>
      transaction(db, () => {
        const at = new Date(now).toISOString()
        const request: HelpRequest = {
          ...input,
          id: newId(),
          receipt: freeReceipt(now),
          createdAt: at,
          status: 'received',
          statusAt: at,
          delivery: 'waiting',
          visitAt: '',
          messages: [],
        }
        insert.run(request.id, request.receipt, at, JSON.stringify(request))
        outgoing({ type: 'request', request })
        return request
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
        const request = { ...r, ...(details && { details }), messages: [...r.messages, message] }
        outgoing({ type: 'message', request, message })
        return request
      }),
    cancel: (id, now) =>
      change(id, (r) => {
        if (r.status === 'done' || r.status === 'cancelled') return r
        const request: HelpRequest = { ...r, status: 'cancelled', statusAt: new Date(now).toISOString() }
        outgoing({ type: 'cancel', request })
        return request
      }),
    apply: (u) =>
      change(u.requestId, (r) => {
        if (u.type === 'status') {
          // In the order in which the desk tells: its clock and this one's may differ by hours.
          if (r.status === 'cancelled') return null
          return { ...r, status: u.status, statusAt: u.at, visitAt: u.visitAt, delivery: 'delivered' }
        }
        if (u.type === 'engineer') return { ...r, engineer: u.engineer, delivery: 'delivered' }
        if (r.messages.some((m) => m.id === u.message.id)) return null
        return { ...r, messages: [...r.messages, u.message], delivery: 'delivered' }
      }),
    delivered: (id, delivery) => change(id, (r) => (r.delivery === delivery ? null : { ...r, delivery })),
    list: () => all.all().map(read),
  }
}
