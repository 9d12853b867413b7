import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'
import { writeJsonFile } from '../ports/json-file.ts'
import { readRegularText } from '../ports/regular-file.ts'
import { type ToldNotice, toldLately } from '../present/genuine.ts'

/** What this app has told lately, for 「本物確認」: alerts, answers of the desk, and what sums others up. */
export type ToldNotices = {
  note: (id: string, title: string) => void
  /** Of the last hour, newest first; each id once. */
  lately: () => ToldNotice[]
}

const mostKept = 200
const listSchema = z.array(
  z.object({ id: z.string(), title: z.string(), at: z.number(), run: z.string(), steady: z.number() }),
)

/** Kept in one file, so that it is known after a restart too; a disk that refuses costs only that. */
export const openToldNotices = (folder: string, clock: Clock): ToldNotices => {
  const file = join(folder, 'told-notices.json')
  const run = randomUUID()
  const load = (): ToldNotice[] => {
    try {
      return listSchema.parse(JSON.parse(readRegularText(file)))
    } catch {
      return []
    }
  }
  let list = load()
  const moment = () => ({ at: clock.now(), run, steady: clock.monotonic() })
  return {
    note(id, title) {
      list = [{ id, title: title.slice(0, 200), ...moment() }, ...list.filter((n) => n.id !== id)]
      list = list.slice(0, mostKept)
      try {
        writeJsonFile(file, list, { flush: false })
      } catch {
        // That the folder cannot be written is said elsewhere.
      }
    },
    lately() {
      const now = moment()
      return list.filter((n) => toldLately(n, now))
    },
  }
}
