import type { HeartbeatIn } from '../../main/contract/desk.ts'
import type { Desk } from '../context.ts'

/** Gathers signs of life and stores them together: thousands a minute must not be thousands of disk writes. */
export type Heartbeats = {
  note: (deviceId: string, heartbeat: HeartbeatIn, now: string) => void
  /** Stores what is left. */
  stop: () => Promise<void>
}

const flushEvery = 1_000

export const createHeartbeats = ({ store, log }: Desk): Heartbeats => {
  let latest = new Map<string, { heartbeat: HeartbeatIn; now: string }>()
  let storing: Promise<void> | null = null
  const flush = async (): Promise<void> => {
    if (latest.size === 0) return
    const batch = latest
    latest = new Map()
    await store.write(async (db) => {
      for (const [id, { heartbeat, now }] of batch) {
        const { at, utcOffset, appVersion, status, blind, leaving = null } = heartbeat
        await db
          .updateTable('device')
          .set({
            last_seen_at: now,
            app_version: appVersion,
            utc_offset: utcOffset,
            clock_error: Date.parse(at) - Date.parse(now),
            health: JSON.stringify({ status, blind }),
            left_as: leaving,
          })
          .where('id', '=', id)
          .execute()
      }
    })
  }
  const tryFlush = async () => {
    // A lost sign of life is made good by the next one, a minute later.
    await flush().catch((error: unknown) => log.error(`heartbeats could not be stored: ${String(error)}`))
    storing = null
  }
  const timer = setInterval(() => {
    storing ??= tryFlush()
  }, flushEvery)
  timer.unref()
  return {
    note: (deviceId, heartbeat, now) => void latest.set(deviceId, { heartbeat, now }),
    async stop() {
      clearInterval(timer)
      await storing
      await tryFlush()
    },
  }
}
