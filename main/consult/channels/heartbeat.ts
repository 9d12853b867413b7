import { randomUUID } from 'node:crypto'
import {
  type Bundle,
  type BundleKind,
  bundleKinds,
  bundleSchema,
  deskBase,
  type HeartbeatIn,
  heartbeatOutSchema,
  type Leaving,
  largestBundle,
} from '../../contract/desk.ts'
import { type Clock, isoTime } from '../../ports/clock.ts'
import type { Http } from '../../ports/http.ts'
import type { Log } from '../../ports/log.ts'
import { type CallOptions, callDesk } from './desk-call.ts'

/** What the app lends to the signs of life. */
export type HeartbeatSource = {
  read: () => Omit<HeartbeatIn, 'at'>
  /** What this PC takes of what the desk gives out; without it none is fetched. */
  bundles?: {
    /** Revisions that this PC already has; empty: nothing. */
    revisions: () => Record<BundleKind, string>
    /** Takes a newer one; what throws is offered again at the next sign of life. */
    take: (what: BundleKind, bundle: Bundle) => void
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
const byeLimits = { timeout: 1500, longest: 64 * 1024 }
/** A pack of lists is large, and may come over a slow line. JSON needs some room beside the texts. */
const bundleLimits = { timeout: 5 * 60_000, longest: largestBundle * 1.25 }

export type Heartbeat = {
  start: () => void
  stop: () => void
  /** Says good-bye, so that the desk does not take a PC that is switched off for one that was silenced. Within two seconds; never rejects. */
  leave: (why: Leaving) => Promise<void>
}

/** Tells the desk once a minute that this PC lives. A lost one is not repeated. */
export const createHeartbeat = (options: HeartbeatOptions): Heartbeat => {
  const { http, clock, log, deskUrl, token, random, read, bundles } = options
  let cancel: (() => void) | null = null
  let left = false

  const call = <T>(
    method: 'GET' | 'POST',
    path: string,
    answer: import('zod').z.ZodType<T>,
    rest: Pick<CallOptions<T>, 'body' | 'limits'>,
  ) =>
    callDesk({
      http,
      method,
      url: `${deskUrl}${deskBase}${path}`,
      headers: { authorization: `Bearer ${token() ?? ''}`, 'idempotency-key': randomUUID() },
      answer,
      ...rest,
    })
  const fetchBundle = async (what: BundleKind) => {
    const result = await call('GET', `/${what}`, bundleSchema, { limits: bundleLimits })
    if (result.kind === 'ok') bundles?.take(what, result.body)
  }
  const beat = async () => {
    if (!token()) return
    const body: HeartbeatIn = { at: isoTime(clock.now()), ...read() }
    const result = await call('POST', '/heartbeat', heartbeatOutSchema, { body })
    if (result.kind !== 'ok' || !bundles || left) return
    const known = bundles.revisions()
    for (const what of bundleKinds)
      if (result.body[what] !== '' && result.body[what] !== known[what]) await fetchBundle(what)
  }
  // Not all PCs of a company in the second in which its desk comes back.
  const soon = () => 1000 + random() * 5000
  const next = (ms: number) => {
    cancel = clock.after(ms, () => {
      const enrolled = token() !== null
      beat()
        .catch((error: unknown) => log.warn(`heartbeat: ${String(error)}`))
        .finally(() => {
          // Not enrolled yet: soon again, so that what the desk gives out comes with the enrolment.
          if (cancel) next(enrolled ? every : soon())
        })
    })
  }
  return {
    start() {
      if (!cancel) next(random() * 5000)
    },
    stop() {
      cancel?.()
      cancel = null
    },
    async leave(leaving) {
      if (!token()) return
      left = leaving !== 'sleep'
      // None in the seconds until the PC really sleeps: it would take the good-bye back.
      if (cancel) {
        cancel()
        next(every)
      }
      const body: HeartbeatIn = { at: isoTime(clock.now()), ...read(), leaving }
      await call('POST', '/heartbeat', heartbeatOutSchema, { body, limits: byeLimits })
    },
  }
}
