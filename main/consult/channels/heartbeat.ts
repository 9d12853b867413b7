import { randomUUID } from 'node:crypto'
import {
  type Bundle,
  bundleSchema,
  deskBase,
  type HeartbeatIn,
  heartbeatOutSchema,
} from '../../contract/desk.ts'
import { type Clock, isoTime } from '../../ports/clock.ts'
import type { Http } from '../../ports/http.ts'
import type { Log } from '../../ports/log.ts'
import { callDesk } from './desk-call.ts'

/** What the app lends to the signs of life. */
export type HeartbeatSource = {
  read: () => Omit<HeartbeatIn, 'at'>
  /** What of the desk's profile and rules this PC takes; without it none is fetched. */
  bundles?: {
    /** Revisions that this PC already has; empty: nothing. */
    revisions: () => { profile: string; rules: string }
    /** Takes a newer one; what throws is offered again at the next sign of life. */
    take: (what: 'profile' | 'rules', bundle: Bundle) => void
  }
}

export type HeartbeatOptions = HeartbeatSource & {
  http: Http
  clock: Clock
  log: Log
  deskUrl: string
  token: () => string | null
  random: () => number
}

const every = 60_000

/** Tells the desk once a minute that this PC lives. A lost one is not repeated. Returns start and stop. */
export const createHeartbeat = (options: HeartbeatOptions): { start: () => void; stop: () => void } => {
  const { http, clock, log, deskUrl, token, random, read, bundles } = options
  let cancel: (() => void) | null = null

  const call = <T>(
    method: 'GET' | 'POST',
    path: string,
    answer: import('zod').z.ZodType<T>,
    body?: unknown,
  ) =>
    callDesk({
      http,
      method,
      url: `${deskUrl}${deskBase}${path}`,
      headers: { authorization: `Bearer ${token() ?? ''}`, 'idempotency-key': randomUUID() },
      body,
      answer,
    })
  const fetchBundle = async (what: 'profile' | 'rules') => {
    const result = await call('GET', `/${what}`, bundleSchema)
    if (result.kind === 'ok') bundles?.take(what, result.body)
  }
  const beat = async () => {
    if (!token()) return
    const body: HeartbeatIn = { at: isoTime(clock.now()), ...read() }
    const result = await call('POST', '/heartbeat', heartbeatOutSchema, body)
    if (result.kind !== 'ok' || !bundles) return
    const known = bundles.revisions()
    for (const what of ['profile', 'rules'] as const)
      if (result.body[what] !== '' && result.body[what] !== known[what]) await fetchBundle(what)
  }
  const next = (ms: number) => {
    cancel = clock.after(ms, () => {
      beat()
        .catch((error: unknown) => log.warn(`heartbeat: ${String(error)}`))
        .finally(() => {
          if (cancel) next(every)
        })
    })
  }
  return {
    start() {
      // The first one soon, but not all PCs of a company in the second in which its desk comes back.
      if (!cancel) next(random() * 5_000)
    },
    stop() {
      cancel?.()
      cancel = null
    },
  }
}
