import type { DatabaseSync } from 'node:sqlite'
import { type EnrolOut, enrolOutSchema } from '../contract/desk.ts'

/** What this PC knows of one desk: who it is, and the last update it has taken in. */
export type DeskLinkStore = {
  desk: () => EnrolOut['desk'] | null
  cursor: () => number
  /** A new enrolment counts updates from the start. */
  enrolled: (deviceId: string, desk: EnrolOut['desk']) => void
  advance: (cursor: number) => void
}

/** `origin`: scheme, host and port of the desk, or the name by which it is known. */
export const openDeskLink = (db: DatabaseSync, origin: string): DeskLinkStore => {
  const get = db.prepare('SELECT desk, cursor FROM desk_link WHERE origin = ?')
  const put = db.prepare(
    `INSERT INTO desk_link (origin, device_id, desk, cursor) VALUES (:origin, :id, :desk, 0)
     ON CONFLICT (origin) DO UPDATE SET desk = excluded.desk, device_id = excluded.device_id,
     cursor = CASE WHEN device_id = excluded.device_id THEN cursor ELSE 0 END`,
  )
  const advance = db.prepare('UPDATE desk_link SET cursor = ? WHERE origin = ? AND cursor < ?')
  const row = () => get.get(origin) as { desk: string; cursor: number } | undefined
  return {
    desk() {
      const known = row()
      return known ? enrolOutSchema.shape.desk.parse(JSON.parse(known.desk)) : null
    },
    cursor: () => row()?.cursor ?? 0,
    enrolled: (id, desk) => void put.run({ origin, id, desk: JSON.stringify(desk) }),
    advance: (cursor) => void advance.run(cursor, origin, cursor),
  }
}
