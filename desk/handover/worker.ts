import type { Adapter } from '../adapters/adapter.ts'
import type { Desk } from '../context.ts'
import { endRound, type Handover, hurryHandover, queueOpenRequests, takeDue } from './rows.ts'
import { transfer } from './transfer.ts'

/** Hands requests over to other systems, in the background: kept, retried, shown. */
export type HandoverWorker = {
  /** The other system called: look at these cases now. */
  poke: (adapter: string, externalIds: readonly string[]) => Promise<void>
  /** An operator asks for one hand-over to be tried now. */
  again: (id: string) => Promise<void>
  stop: () => Promise<void>
}

const lookEvery = 2_000
const lease = 120_000
const firstRetry = 3_000
const lastRetry = 30 * 60_000

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString()

// Network trouble hides in `cause`; the operator's page shows this line.
const reasonOf = (error: unknown): string => {
  const cause = (error as { cause?: { code?: unknown; message?: unknown } } | null)?.cause
  return [String(error), cause?.code ?? cause?.message].filter(Boolean).join(': ').slice(0, 500)
}

export const startHandover = (
  desk: Desk,
  adapters: readonly Adapter[],
  attachmentFolder: string,
): HandoverWorker => {
  const { store, log, now } = desk
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  const one = async (adapter: Adapter, row: Handover): Promise<void> => {
    try {
      await transfer(desk, adapter, row, attachmentFolder)
    } catch (error) {
      const attempts = row.attempts + 1
      const wait = Math.min(firstRetry * 2 ** Math.min(attempts - 1, 20), lastRetry)
      const text = reasonOf(error)
      log.warn(`hand-over by ${adapter.id} failed (${attempts}): ${text}`)
      await endRound(store.db, row, { attempts, nextAt: later(now(), wait), lastError: text })
      await store.write(async (_, tell) => tell({ to: 'operators', what: 'handover', ref: row.request_ref }))
    }
  }
  const round = async (): Promise<void> => {
    do {
      again = false
      for (const adapter of adapters) {
        await queueOpenRequests(store.db, adapter.id, now())
        for (let row = await takeDue(store.db, adapter.id, now(), later(now(), lease)); row && !stopped; ) {
          await one(adapter, row)
          row = await takeDue(store.db, adapter.id, now(), later(now(), lease))
        }
      }
    } while (again && !stopped)
  }
  const wake = () => {
    again = true
    if (adapters.length === 0 || stopped) return
    running ??= round()
      .catch((error: unknown) => log.error(`hand-over stopped: ${String(error)}`))
      .finally(() => {
        running = null
      })
  }
  const unlisten = store.listen((topic) => {
    if (topic.to !== 'operators' || !['new-request', 'message', 'request'].includes(topic.what)) return
    void hurryHandover(store.db, { ref: topic.ref }, now()).then(wake, (error: unknown) =>
      log.error(String(error)),
    )
  })
  const timer = setInterval(wake, lookEvery)
  timer.unref()
  wake()
  return {
    async poke(adapter, externalIds) {
      for (const externalId of externalIds) await hurryHandover(store.db, { adapter, externalId }, now())
      wake()
    },
    async again(id) {
      await hurryHandover(store.db, { id }, now())
      wake()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      unlisten()
      await running
    },
  }
}
