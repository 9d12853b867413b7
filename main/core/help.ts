import type { DatabaseSync } from 'node:sqlite'
import type { RecordStore } from '../alerts/record-store.ts'
import { enqueue } from '../consult/outbox.ts'
import { createRequestStore, type RequestStore } from '../consult/request-store.ts'
import type { Alert } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import type { HelpRequest, VisitDetails } from '../contract/request.ts'
import type { NewChange } from '../contract/state.ts'
import type { Text } from '../contract/text.ts'
import { type Clock, isoTime } from '../ports/clock.ts'

export type HelpOptions = {
  db: DatabaseSync
  record: RecordStore
  clock: Clock
  newId: () => string
  random: () => number
  computer: string
  alertOf: (id: string) => Alert | null
  change: (change: NewChange) => void
  kick: () => void
  /** The words of the user's language. */
  text: () => Text
  /** Remembers what the user typed so that the next form is filled in. */
  remember: (typed: { contact: string; phone: string; place: string }) => void
}

/** Requests for help: what the page's calls do, and the store behind them. */
export type Help = {
  store: RequestStore
  handlers: Pick<Handlers, 'help.request' | 'help.message' | 'help.details' | 'help.cancel'>
}

// Said as a message, so that every desk and every help-desk system behind it can read it.
const detailsText = (d: VisitDetails, text: Text): string =>
  [
    text('visit.title'),
    ...d.wishes.filter(Boolean).map((when, i) => text('visit.wish', { number: i + 1, when })),
    d.entry && text('visit.entryIs', { value: d.entry }),
    d.parking && text('visit.parkingIs', { value: d.parking }),
    d.attends && text('visit.attendsIs', { value: d.attends }),
    d.stopped && text('visit.stoppedIs', { value: d.stopped }),
    d.computers && text('visit.computersIs', { value: d.computers }),
    text('visit.personalDataIs', { value: text(`visit.${d.personalData}`) }),
  ]
    .filter(Boolean)
    .join('\n')

type Asked = { at: string; type: 'request' | 'message' | 'cancel'; request: HelpRequest; text: string }
const writeAsked = (record: RecordStore, alertId: string, { at, type, request, text }: Asked): void => {
  const { receipt, kind, contact } = request
  if (type === 'message')
    record.add(alertId, { at, step: 'first', type: 'said', who: contact, facts: { receipt, text } })
  else if (type === 'cancel')
    record.add(alertId, {
      at,
      step: 'first',
      type: 'status',
      who: contact,
      facts: { receipt, status: 'cancelled' },
    })
  else record.add(alertId, { at, step: 'first', type: 'asked', who: contact, facts: { receipt, kind } })
}

export const createHelp = (options: HelpOptions): Help => {
  const { db, record, clock, newId, random, computer, alertOf, change, kick, text, remember } = options
  const store = createRequestStore({
    db,
    newId,
    random,
    outgoing({ type, request, message }) {
      const at = isoTime(clock.now())
      if (request.alertId !== null)
        writeAsked(record, request.alertId, { at, type, request, text: message?.text ?? '' })
      // One group a request keeps its writes in order: the desk never hears a message before its request.
      const order = { group: request.id, at, held: false }
      if (type === 'request') {
        const alert = request.alertId === null ? null : alertOf(request.alertId)
        const body = { request, alert, computer }
        enqueue(db, { type, id: request.id, body }, { ...order, key: `request:${request.id}` })
      } else if (type === 'cancel') {
        enqueue(db, { type, requestId: request.id, body: { at } }, { ...order, key: `cancel:${request.id}` })
      } else if (message) {
        enqueue(
          db,
          { type, requestId: request.id, body: { message } },
          { ...order, key: `message:${message.id}` },
        )
      }
    },
  })
  const told = (request: HelpRequest | null): HelpRequest => {
    if (!request) throw new Failure('not-found', 'no such request')
    change({ type: 'request', request })
    kick()
    return request
  }
  return {
    store,
    handlers: {
      'help.request'(input) {
        if (input.kind === 'dispatch' && input.phone.trim() === '')
          throw new Failure('bad-input', 'a dispatch needs a phone number')
        if (input.alertId !== null && !alertOf(input.alertId)) throw new Failure('not-found', 'no such alert')
        const { id, receipt } = told(store.create(input, clock.now()))
        remember(input)
        return { id, receipt }
      },
      'help.message'({ id, text }) {
        told(store.say(id, text, clock.now()))
        return null
      },
      'help.details'({ id, details }) {
        told(store.say(id, detailsText(details, text()), clock.now(), details))
        return null
      },
      'help.cancel'({ id }) {
        told(store.cancel(id, clock.now()))
        return null
      },
    },
  }
}
