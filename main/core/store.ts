import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { alertMigrations } from '../alerts/migrations.ts'
import { recordEndMigration, recordMigration } from '../alerts/record-store.ts'
import { outboxMigration } from '../consult/outbox.ts'
import { toFailure } from '../contract/failure.ts'
import type { HostNotice } from '../contract/state.ts'
import { migrate, openDatabase } from '../ports/database.ts'
import type { Log } from '../ports/log.ts'

/** What has to be said about opening the records; `params` fill the sentence. */
export type StoreNotice = Pick<HostNotice, 'code' | 'params'>

/**
 * Opens the app's records in `<folder>/otasuke.sqlite`. Where the folder refuses (full, unwritable), the records live in
 * memory until the app ends, and the notice says so: watching and calling for help go on.
 */
export const openStore = (
  folder: string,
  now: number,
  log: Log,
): { db: DatabaseSync; notices: StoreNotice[] } => {
  const steps = [...alertMigrations, outboxMigration, recordMigration, recordEndMigration]
  try {
    const { db, putAside } = openDatabase(join(folder, 'otasuke.sqlite'), now)
    migrate(db, steps)
    return { db, notices: putAside ? [{ code: 'database-damaged', params: { file: putAside } }] : [] }
  } catch (error) {
    const failure = toFailure(error)
    log.error(`records cannot be opened: ${failure.detail}`)
    const { db } = openDatabase(':memory:', now)
    migrate(db, steps)
    return {
      db,
      notices: [{ code: failure.code === 'disk-full' ? 'disk-full' : 'not-writable', params: { folder } }],
    }
  }
}
