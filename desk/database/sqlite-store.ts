import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DeskLog } from '../log.ts'
import { openSqlite } from './sqlite.ts'
import { createListeners, type Store, type Topic } from './store.ts'

/** The desk's records in `<folder>/desk.sqlite`: the embedded default, for one process. */
export const openSqliteStore = (folder: string, log: DeskLog): Store => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { db } = openSqlite(join(folder, 'desk.sqlite'))
  const { all, emit } = createListeners((error) => log.error(`a listener failed: ${String(error)}`))
  return {
    db,
    async write(f) {
      const topics: Topic[] = []
      const result = await db.transaction().execute((trx) => f(trx, (topic) => topics.push(topic)))
      topics.forEach(emit)
      return result
    },
    listen(listener) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    close: () => db.destroy(),
  }
}
