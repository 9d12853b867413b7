import type pg from 'pg'
import type { DeskLog } from '../log.ts'
import type { Topic } from './store.ts'

/** Tells all desk processes of changes that are stored. */
export type Notices = { send: (topics: readonly Topic[]) => void; stop: () => Promise<void> }

const gather = 20
const retryAfter = 1_000

/**
 * Gathers notices for a moment and sends them in one statement of their own. A NOTIFY inside each transaction would make
 * PostgreSQL commit one after the other (it holds one lock over the whole cluster until the log is on disk). What a crash
 * in between swallows is only a hint: PCs and pages read the tables again by themselves.
 */
export const createNotices = (pool: pg.Pool, channel: string, log: DeskLog): Notices => {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let sending: Promise<void> = Promise.resolve()
  const flush = async (): Promise<void> => {
    timer = null
    const batch = [...waiting]
    waiting.clear()
    if (batch.length === 0) return
    try {
      await pool.query('SELECT pg_notify($1, topic) FROM unnest($2::text[]) AS topic', [channel, batch])
    } catch (error) {
      log.warn(`changes could not be told: ${String(error)}`)
      for (const topic of batch) waiting.add(topic)
      later(retryAfter)
    }
  }
  const later = (ms: number) => {
    timer ??= setTimeout(() => {
      sending = flush()
    }, ms)
  }
  return {
    send(topics) {
      for (const topic of topics) waiting.add(JSON.stringify(topic))
      if (topics.length > 0) later(gather)
    },
    async stop() {
      if (timer) clearTimeout(timer)
      await sending
      await flush()
      if (timer) clearTimeout(timer)
    },
  }
}
