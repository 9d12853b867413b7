import type { DatabaseSync } from 'node:sqlite'
import type { DeskUpdate, EnrolOut, Leaving, Outgoing } from '../contract/desk.ts'
import { type Clock, isoTime } from '../ports/clock.ts'
import { readPart } from '../ports/file-part.ts'
import type { Http } from '../ports/http.ts'
import type { Log } from '../ports/log.ts'
import type { Secrets } from '../ports/secrets.ts'
import { backoffDelay } from './backoff.ts'
import { createEnrolment, type Identity } from './channels/enrolment.ts'
import { createHeartbeat, type HeartbeatSource } from './channels/heartbeat.ts'
import { sendRow } from './channels/sender.ts'
import { createUpdates } from './channels/updates.ts'
import { openDeskLink } from './desk-link-store.ts'
import { type OutboxRow, openOutbox } from './outbox.ts'

export type DeskClientState = {
  /** null: not tried yet. */
  reachable: boolean | null
  /** Rows not yet sent. */
  waiting: number
  /** ISO 8601, UTC; null while nothing waits. */
  nextTryAt: string | null
}

export type DeskClientOptions = {
  db: DatabaseSync
  http: Http
  clock: Clock
  log: Log
  secrets: Secrets
  /** `https://desk.example`, without a slash at the end. */
  deskUrl: string
  /** By what this PC knows the desk again, where its address changes; absent: scheme, host and port. */
  deskName?: string
  identity: Identity
  /** Numbers in [0, 1). */
  random: () => number
  onDelivered: (outgoing: Outgoing) => void
  onRefused: (outgoing: Outgoing) => void
  /** May throw (disk full): the update then comes again. The same update may come twice. */
  onUpdate: (update: DeskUpdate) => void
  onState: (state: DeskClientState) => void
  /** Changes when the PC's network does (addresses as text); looked at every few seconds while something waits. */
  network?: () => string
  /** Signs of life, once a minute; without it none go. */
  heartbeat?: HeartbeatSource
}

/** The PC's side of the protocol: sends the outbox, each row once in effect, and takes in the desk's updates. */
export type DeskClient = {
  start: () => void
  stop: () => void
  /** Says good-bye to the desk. Within two seconds; never rejects. */
  leave: (why: Leaving) => Promise<void>
  /** Try now: something new lies in the outbox, the user asked, or the network is back. */
  kick: () => void
  enrolledDesk: () => EnrolOut['desk'] | null
}

const networkLook = 5_000

export const createDeskClient = (options: DeskClientOptions): DeskClient => {
  const { db, http, clock, log, secrets, random, identity, onDelivered, onRefused, onState, network } =
    options
  const deskUrl = options.deskUrl.replace(/\/+$/, '')
  const origin = options.deskName ?? new URL(deskUrl).origin
  const outbox = openOutbox(db)
  const link = openDeskLink(db, origin)
  const enrolment = createEnrolment({ http, secrets, link, deskUrl, origin, identity })
  let running = false
  let busy = false
  let again = false
  let reachable: boolean | null = null
  // While the whole desk is away nothing is tried before this time.
  let pausedUntil = 0
  let failures = 0
  let strangers = 0
  let told = ''
  let cancelTimer = () => {}
  let cancelLook = () => {}

  const nextTry = (): number | null => {
    const at = outbox.nextAt()
    if (at === null && enrolment.token()) return null
    return Math.max(at ?? 0, pausedUntil, clock.now())
  }
  const tell = () => {
    const waiting = outbox.waiting()
    const at = nextTry()
    const state = { reachable, waiting, nextTryAt: waiting > 0 && at !== null ? isoTime(at) : null }
    const seen = JSON.stringify(
      waiting > 0 && pausedUntil > clock.now() ? state : { ...state, nextTryAt: null },
    )
    if (seen === told) return
    told = seen
    onState(state)
  }
  const isReachable = (yes: boolean) => {
    reachable = yes
    if (yes) {
      failures = 0
      pausedUntil = 0
    }
    tell()
  }
  const deskAway = (detail: string) => {
    failures += 1
    pausedUntil = clock.now() + backoffDelay(failures, random())
    log.warn(`desk not reached (${failures}): ${detail}`)
    isReachable(false)
  }
  const stranger = (detail: string) => {
    strangers += 1
    enrolment.forget()
    // Once at once; a desk that keeps refusing this PC is not asked in a circle.
    if (strangers > 1) deskAway(detail)
  }

  const settle = (
    row: OutboxRow & { outgoing: Outgoing },
    result: Awaited<ReturnType<typeof sendRow>>,
  ): void => {
    if (result.kind === 'gave-way') return
    if (result.kind === 'ok') {
      strangers = 0
      outbox.sent(row.id)
      isReachable(true)
      onDelivered(row.outgoing)
    } else if (result.kind === 'refused') {
      log.error(`the desk refused ${row.key}: ${result.detail}`)
      outbox.refused(row.id, result.detail)
      isReachable(true)
      onRefused(row.outgoing)
    } else if (result.kind === 'unknown-device') stranger(result.detail)
    else if (result.scope === 'desk') deskAway(result.detail)
    else outbox.failed(row.id, clock.now() + backoffDelay(row.attempts + 1, random()), result.detail)
  }

  const step = async (): Promise<boolean> => {
    const token = enrolment.token()
    if (!token) {
      const result = await enrolment.enrol()
      if (!running) return false
      if (result.kind !== 'ok') {
        deskAway(result.detail)
        return false
      }
      log.info('enrolled at the desk')
      // Failures are not forgotten yet: a desk that enrols but then knows nobody must not be asked in a circle.
      reachable = true
      tell()
      updates.stop()
      updates.start()
      return true
    }
    const row = outbox.next(clock.now())
    if (!row) return false
    const { outgoing } = row
    if (!outgoing) {
      outbox.refused(row.id, 'cannot be read')
      return true
    }
    const sendable = { ...row, outgoing }
    const giveWay = () => outbox.next(clock.now())?.outgoing?.type !== 'attachment'
    const result = await sendRow({ http, deskUrl, token, readPart, giveWay }, sendable)
    if (running) settle(sendable, result)
    return running
  }

  const pump = async (): Promise<void> => {
    if (!running) return
    if (busy) {
      again = true
      return
    }
    busy = true
    try {
      do {
        again = false
        while (running && clock.now() >= pausedUntil && (await step()));
      } while (again && running)
    } catch (error) {
      // The records cannot be read or written now (disk full, locked): nothing is lost, look again later.
      log.error(`the outbox failed: ${String(error)}`)
      failures += 1
      pausedUntil = clock.now() + backoffDelay(failures, random())
    }
    busy = false
    if (!running) return
    tell()
    cancelTimer()
    const at = nextTry()
    if (at !== null) cancelTimer = clock.after(Math.max(at - clock.now(), 50), () => void pump())
  }

  const updates = createUpdates({
    http,
    clock,
    log,
    link,
    deskUrl,
    random,
    token: enrolment.token,
    onUpdate: options.onUpdate,
    onReachable(yes) {
      const back = yes && reachable === false
      if (yes) {
        strangers = 0
        isReachable(true)
      } else {
        reachable = false
        tell()
      }
      if (back) {
        outbox.hurry()
        void pump()
      }
    },
    onUnknownDevice() {
      stranger('the desk does not know this PC')
      void pump()
    },
  })

  const heartbeat = options.heartbeat
    ? createHeartbeat({ http, clock, log, deskUrl, random, token: enrolment.token, ...options.heartbeat })
    : null
  const kick = () => {
    pausedUntil = 0
    outbox.hurry()
    updates.kick()
    void pump()
  }
  return {
    start() {
      running = true
      if (enrolment.token()) updates.start()
      heartbeat?.start()
      let seen = network?.()
      if (network)
        cancelLook = clock.every(networkLook, () => {
          const now = network()
          if (now !== seen && reachable === false) kick()
          seen = now
        })
      void pump()
    },
    stop() {
      running = false
      cancelTimer()
      cancelLook()
      updates.stop()
      heartbeat?.stop()
    },
    leave: async (why) => heartbeat?.leave(why),
    kick,
    enrolledDesk: link.desk,
  }
}
