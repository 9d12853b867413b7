import type { Queries } from '../database/store.ts'

/** Removes what is older than it need be kept. Returns the refs of attachments whose files the caller removes. */
export const forgetOld = async (
  db: Queries,
  before: { records: string; writes: string },
): Promise<string[]> => {
  const closed = ['done', 'cancelled']
  const files = await db
    .selectFrom('attachment')
    .innerJoin('request', 'request.ref', 'attachment.request_ref')
    .select('attachment.ref')
    .where('request.status', 'in', closed)
    .where('request.status_at', '<', before.records)
    .execute()
  // What the desk answered lies a second time in what the PC was told.
  await db
    .deleteFrom('device_update')
    .where((e) =>
      e.exists(
        e
          .selectFrom('request')
          .select('request.ref')
          .whereRef('request.device_id', '=', 'device_update.device_id')
          .whereRef('request.id', '=', 'device_update.request_id')
          .where('request.status', 'in', closed)
          .where('request.status_at', '<', before.records),
      ),
    )
    .execute()
  await db
    .deleteFrom('request')
    .where('status', 'in', closed)
    .where('status_at', '<', before.records)
    .execute()
  await db
    .deleteFrom('alert')
    .where('updated_at', '<', before.records)
    .where('ref', 'not in', (e) =>
      e.selectFrom('request').select('alert_ref').where('alert_ref', 'is not', null),
    )
    .execute()
  await db.deleteFrom('statistic').where('month', '<', before.records.slice(0, 7)).execute()
  await db.deleteFrom('audit').where('at', '<', before.records).execute()
  // PCs repeat a write for as long as their outbox keeps it; three months is far beyond any cut-off PC.
  await db.deleteFrom('done_write').where('at', '<', before.writes).execute()
  return files.map((f) => f.ref)
}
