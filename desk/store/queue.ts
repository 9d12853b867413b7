import { alertSchema } from '../../main/contract/alert.ts'
import { requestInputSchema, requestStatusSchema } from '../../main/contract/request.ts'
import type { Queries } from '../database/store.ts'
import { type AlertItem, alertItemSchema, type QueueItem, type RequestDetail } from '../operator/contract.ts'
import { kindOf } from './attachment-media.ts'
import { stepsOf } from './steps.ts'

const base = (db: Queries) =>
  db
    .selectFrom('request')
    .innerJoin('device', 'device.id', 'request.device_id')
    .leftJoin('customer', 'customer.id', 'device.customer_id')
    .leftJoin('alert', 'alert.ref', 'request.alert_ref')
    .selectAll('request')
    .select([
      'alert.data as alert_data',
      'device.computer',
      'device.platform',
      'device.app_version',
      'device.enrolled_at',
      'device.last_seen_at',
      'device.revoked_at',
      'device.clock_error',
      'customer.id as customer_id',
      'customer.number as customer_number',
      'customer.name as customer_name',
      'customer.phone as customer_phone',
    ])
type JoinedRow = Awaited<ReturnType<ReturnType<typeof base>['executeTakeFirstOrThrow']>>

const alertOf = (row: JoinedRow) =>
  row.alert_data === null ? null : alertSchema.parse(JSON.parse(row.alert_data))

const itemOf = (row: JoinedRow): QueueItem => {
  const { kind, contact, phone, text } = requestInputSchema.parse(JSON.parse(row.data))
  const alert = alertOf(row)
  return {
    ref: row.ref,
    receipt: row.receipt,
    kind,
    status: requestStatusSchema.parse(row.status),
    statusAt: row.status_at,
    visitAt: row.visit_at,
    receivedAt: row.received_at,
    unread: row.unread === 1,
    computer: row.computer,
    customer: row.customer_name ?? '',
    contact,
    phone,
    words: text.slice(0, 80),
    alert: alert && { kind: alert.kind, facts: alert.facts, severity: alert.severity, drill: alert.drill },
  }
}

const listedOpen = 400

/** Open requests by urgency, then by how long they have waited; then the last finished ones. At most 500. */
export const queue = async (db: Queries): Promise<{ requests: QueueItem[]; more: number }> => {
  const open = await base(db)
    .where('request.status', 'not in', ['done', 'cancelled'])
    .orderBy('request.urgency')
    .orderBy('request.received_at')
    .limit(listedOpen)
    .execute()
  const closed = await base(db)
    .where('request.status', 'in', ['done', 'cancelled'])
    .orderBy('request.status_at', 'desc')
    .limit(100)
    .execute()
  const { all } = await db
    .selectFrom('request')
    .select((e) => e.fn.countAll<number>().as('all'))
    .where('status', 'not in', ['done', 'cancelled'])
    .executeTakeFirstOrThrow()
  return { requests: [...open, ...closed].map(itemOf), more: Number(all) - open.length }
}

const computerOf = (row: JoinedRow): RequestDetail['computer'] => ({
  id: row.device_id,
  computer: row.computer,
  platform: row.platform,
  appVersion: row.app_version,
  enrolledAt: row.enrolled_at,
  lastSeenAt: row.last_seen_at,
  revokedAt: row.revoked_at,
  clockError: row.clock_error,
  customer:
    row.customer_id === null
      ? null
      : {
          id: row.customer_id,
          number: row.customer_number ?? '',
          name: row.customer_name ?? '',
          phone: row.customer_phone ?? '',
        },
})

/** One request with everything an operator needs; null where there is none. */
export const requestDetail = async (db: Queries, ref: string): Promise<RequestDetail | null> => {
  const row = await base(db).where('request.ref', '=', ref).executeTakeFirst()
  if (!row) return null
  const messages = await db
    .selectFrom('message')
    .selectAll()
    .where('request_ref', '=', ref)
    .orderBy('received_at')
    .orderBy('at')
    .execute()
  const attachments = await db
    .selectFrom('attachment')
    .select(['ref', 'name', 'size', 'media'])
    .where('request_ref', '=', ref)
    .where('done', '=', 1)
    .orderBy('created_at')
    .execute()
  return {
    item: itemOf(row),
    input: requestInputSchema.parse(JSON.parse(row.data)),
    createdAt: row.created_at,
    alert: alertOf(row),
    messages: messages.map(({ id, sender, name, text, at }) => ({
      id,
      from: sender === 'desk' ? ('desk' as const) : ('user' as const),
      name,
      text,
      at,
    })),
    steps: await stepsOf(db, row.device_id, row.id),
    computer: computerOf(row),
    engineer: row.engineer,
    word: row.word,
    attachments: attachments.map(({ ref, name, size, media }) => ({ ref, name, size, kind: kindOf(media) })),
  }
}

/** The newest alerts of all PCs, at most 200. */
export const newestAlerts = async (db: Queries): Promise<AlertItem[]> => {
  const rows = await db
    .selectFrom('alert')
    .innerJoin('device', 'device.id', 'alert.device_id')
    .leftJoin('customer', 'customer.id', 'device.customer_id')
    .select(['alert.ref', 'alert.data', 'alert.received_at', 'device.computer', 'customer.name as customer'])
    .orderBy('alert.updated_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((r) =>
    alertItemSchema.parse({
      ref: r.ref,
      computer: r.computer,
      customer: r.customer ?? '',
      receivedAt: r.received_at,
      alert: JSON.parse(r.data),
    }),
  )
}
