import { requestInputSchema } from '../../main/contract/request.ts'
import type { Queries } from '../database/store.ts'
import { statistics } from './statistics.ts'

const columns = [
  'receipt',
  'kind',
  'status',
  'receivedAt',
  'statusAt',
  'visitAt',
  'customerNumber',
  'customer',
  'computer',
  'contact',
  'phone',
  'place',
  'text',
  'engineer',
] as const

// Spreadsheets take a cell that begins like this for a formula; text of customers must stay text.
const cell = (value: string): string =>
  `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`

const csvOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\ufeff${[head.join(','), ...rows.map((row) => row.map(cell).join(','))].join('\r\n')}\r\n`

/** Every request as CSV (RFC 4180, UTF-8 with the mark that spreadsheets need for Japanese), oldest first. */
export const requestsCsv = async (db: Queries): Promise<string> => {
  const rows = await db
    .selectFrom('request')
    .innerJoin('device', 'device.id', 'request.device_id')
    .leftJoin('customer', 'customer.id', 'device.customer_id')
    .selectAll('request')
    .select(['device.computer', 'customer.number as customerNumber', 'customer.name as customer'])
    .orderBy('request.received_at')
    .execute()
  const lines = rows.map((r) => {
    const { contact, phone, place, text } = requestInputSchema.parse(JSON.parse(r.data))
    const all: Record<(typeof columns)[number], string> = {
      receipt: r.receipt,
      kind: r.kind,
      status: r.status,
      receivedAt: r.received_at,
      statusAt: r.status_at,
      visitAt: r.visit_at,
      customerNumber: r.customerNumber ?? '',
      customer: r.customer ?? '',
      computer: r.computer,
      contact,
      phone,
      place,
      text,
      engineer: r.engineer,
    }
    return columns.map((c) => all[c])
  })
  return csvOf(columns, lines)
}

/** The counts of all PCs as CSV, newest month first. */
export const statisticsCsv = async (db: Queries): Promise<string> =>
  csvOf(
    ['month', 'kind', 'severity', 'size_band', 'count', 'computers'],
    (await statistics(db)).map((l) => [
      l.month,
      l.kind,
      l.severity,
      l.sizeBand,
      String(l.count),
      String(l.computers),
    ]),
  )
