import { networkInterfaces } from 'node:os'
import type { DatabaseSync } from 'node:sqlite'
import type { RecordStore } from '../alerts/record-store.ts'
import { createDeskClient } from '../consult/desk-client.ts'
import { type RequestStore, requestIdOf } from '../consult/request-store.ts'
import type { DeskUpdate, HeartbeatIn } from '../contract/desk.ts'
import type { HelpRequest } from '../contract/request.ts'
import type { DeskState, HostInfo, NewChange } from '../contract/state.ts'
import type { Clock } from '../ports/clock.ts'
import type { Http } from '../ports/http.ts'
import type { Log } from '../ports/log.ts'
import type { Secrets } from '../ports/secrets.ts'

/** The wire to the desk, wired to the stores and the feed. */
export type DeskLink = { stop: () => Promise<void>; kick: () => void }

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
  /** Read anew at every try: the user may type it later. */
  activationCode: () => string
  heartbeat: () => Omit<HeartbeatIn, 'at'>
  requests: RequestStore
  desk: () => DeskState
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
  const {
    db,
    clock,
    http,
    log,
    secrets,
    random,
    host,
    deskUrl,
    activationCode,
    requests,
    desk,
    change,
    announce,
  } = options
  const tell = (request: HelpRequest | null): void => {
    if (request) change({ type: 'request', request })
  }
  const client = createDeskClient({
    db,
    http,
    clock,
    log,
    secrets,
    random,
    deskUrl,
    identity: {
      computer: host.computer,
      platform: host.platform,
      appVersion: host.version,
      get activationCode() {
        return activationCode()
      },
    },
    heartbeat: { read: options.heartbeat },
    network: () => JSON.stringify(networkInterfaces()),
    onDelivered(outgoing) {
      const id = requestIdOf(outgoing)
      if (id !== null) tell(requests.delivered(id, 'delivered'))
    },
    onRefused(outgoing) {
      const id = requestIdOf(outgoing)
      if (id !== null && outgoing.type === 'request') tell(requests.delivered(id, 'refused'))
    },
    onUpdate(update) {
      const request = requests.apply(update)
      if (request?.alertId != null) writeAnswer(options.record, request.alertId, request.receipt, update)
      tell(request)
      // The name and the word of the engineer are on the page; what is announced is the visit itself.
      if (request && update.type !== 'engineer') announce(request, update.type)
    },
    onState: (state) => change({ type: 'desk', desk: { ...desk(), ...state } }),
  })
  client.start()
  return { stop: () => Promise.resolve(client.stop()), kick: () => client.kick() }
}
