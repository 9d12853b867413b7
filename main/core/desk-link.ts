import { networkInterfaces } from 'node:os'
import type { DatabaseSync } from 'node:sqlite'
import type { RecordStore } from '../alerts/record-store.ts'
import { createDeskClient } from '../consult/desk-client.ts'
import { type RequestStore, requestIdOf } from '../consult/request-store.ts'
import type { DeskUpdate, HeartbeatIn, Leaving, Outgoing } from '../contract/desk.ts'
import type { Profile } from '../contract/profile.ts'
import type { HelpRequest } from '../contract/request.ts'
import type { HostInfo, NewChange, Snapshot } from '../contract/state.ts'
import type { Clock } from '../ports/clock.ts'
import type { Http } from '../ports/http.ts'
import type { Log } from '../ports/log.ts'
import type { Secrets } from '../ports/secrets.ts'
import { createDeskBundles } from './desk-bundles.ts'
import { createStatisticsReport } from './statistics-report.ts'

/** The wire to the desk, wired to the stores and the feed. */
export type DeskLink = {
  stop: () => Promise<void>
  /** Says good-bye. Within two seconds; never rejects. */
  leave: (why: Leaving) => Promise<void>
  kick: () => void
  /** The user may have said yes or no to the monthly counts. */
  settingsChanged: () => void
}

export type DeskLinkOptions = {
  db: DatabaseSync
  record: RecordStore
  clock: Clock
  http: Http
  log: Log
  secrets: Secrets
  random: () => number
  host: HostInfo
  deskUrl: string
  /** See `DeskClientOptions`. */
  deskName?: string
  folder: string
  profile: Profile | null
  /** Key of the build (PEM) for what the desk gives out; empty: the profile's. */
  signingKey: string
  timeZone: string
  heartbeat: () => Omit<HeartbeatIn, 'at'>
  requests: RequestStore
  /** A file has arrived, or will never be taken: its bytes are not needed any more. */
  fileSettled: (id: string) => void
  snapshot: () => Snapshot
  change: (change: NewChange) => void
  announce: (request: HelpRequest, what: 'status' | 'message') => void
}

const writeAnswer = (record: RecordStore, alertId: string, receipt: string, update: DeskUpdate): void => {
  if (update.type === 'status') {
    const { at, status, visitAt } = update
    const step = status === 'done' ? 'final' : 'investigate'
    record.add(alertId, { at, step, type: 'status', who: '', facts: { receipt, status, visitAt } })
  } else if (update.type === 'engineer') {
    const facts = { receipt, status: 'visit', visitAt: '' }
    record.add(alertId, {
      at: update.at,
      step: 'investigate',
      type: 'status',
      who: update.engineer.name,
      facts,
    })
  } else {
    const { at, name, text } = update.message
    record.add(alertId, { at, step: 'investigate', type: 'said', who: name, facts: { receipt, text } })
  }
}

export const createDeskLink = (options: DeskLinkOptions): DeskLink => {
  const { db, clock, http, log, secrets, random, host, deskUrl, requests, snapshot, change, announce } =
    options
  const tell = (request: HelpRequest | null): void => {
    if (request) change({ type: 'request', request })
  }
  const settle = (outgoing: Outgoing, how: 'delivered' | 'refused'): void => {
    if (outgoing.type !== 'attachment') return
    tell(requests.settle(outgoing.requestId, outgoing.id, how))
    options.fileSettled(outgoing.id)
  }
  const bundles = createDeskBundles(options)
  const report = createStatisticsReport(options)
  const client = createDeskClient({
    db,
    http,
    clock,
    log,
    secrets,
    random,
    deskUrl,
    ...(options.deskName === undefined ? {} : { deskName: options.deskName }),
    identity: {
      computer: host.computer,
      platform: host.platform,
      appVersion: host.version,
      get activationCode() {
        // Read anew at every try: the user may type it later.
        return snapshot().settings.activationCode
      },
    },
    heartbeat: { read: options.heartbeat, ...(bundles ? { bundles } : {}) },
    network: () => JSON.stringify(networkInterfaces()),
    onDelivered(outgoing) {
      const id = requestIdOf(outgoing)
      if (id !== null) tell(requests.delivered(id, 'delivered'))
      settle(outgoing, 'delivered')
    },
    onRefused(outgoing) {
      const id = requestIdOf(outgoing)
      if (id !== null && outgoing.type === 'request') tell(requests.delivered(id, 'refused'))
      settle(outgoing, 'refused')
    },
    onUpdate(update) {
      const request = requests.apply(update)
      if (request?.alertId != null) writeAnswer(options.record, request.alertId, request.receipt, update)
      tell(request)
      // The name and the word of the engineer are on the page; what is announced is the visit itself.
      if (request && update.type !== 'engineer') announce(request, update.type)
    },
    onState: (state) => change({ type: 'desk', desk: { ...snapshot().desk, ...state } }),
  })
  const lookAtCounts = () => {
    try {
      if (report()) client.kick()
    } catch (error) {
      log.error(`the counts could not be queued: ${String(error)}`)
    }
  }
  client.start()
  lookAtCounts()
  const stopLooking = clock.every(6 * 3600_000, lookAtCounts)
  return {
    async stop() {
      stopLooking()
      client.stop()
    },
    leave: client.leave,
    kick: () => client.kick(),
    settingsChanged: lookAtCounts,
  }
}
