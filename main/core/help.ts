import type { DatabaseSync } from 'node:sqlite'
import type { RecordStore } from '../alerts/record-store.ts'
import { enqueue } from '../consult/outbox.ts'
import { createRequestStore, type RequestStore } from '../consult/request-store.ts'
import type { Alert } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import type { KeptAttachment, SentAttachment } from '../contract/attachment.ts'
import { Failure } from '../contract/failure.ts'
import type { HelpRequest, RequestInput, VisitDetails } from '../contract/request.ts'
import type { NewChange } from '../contract/state.ts'
import type { Text } from '../contract/text.ts'
import { type Clock, isoTime } from '../ports/clock.ts'
import type { Attachments } from './attachments.ts'

export type HelpOptions = {
  db: DatabaseSync
  record: RecordStore
  clock: Clock
  newId: () => string
  random: () => number
  computer: string
  attachments: Attachments
  alertOf: (id: string) => Alert | null
  change: (change: NewChange) => void
  kick: () => void
  /** The words of the user's language. */
  text: () => Text
  /** Who asks, as the user has told before. */
  asker: () => Pick<RequestInput, 'contact' | 'phone'>
  /** Remembers what the user typed so that the next form is filled in. */
  remember: (typed: { contact: string; phone: string; place: string }) => void
}

/** Requests for help: what the page's calls do, and the store behind them. */
export type Help = {
  store: RequestStore
  handlers: Pick<
    Handlers,
    | 'help.request'
    | 'help.message'
    | 'help.details'
    | 'help.cancel'
    | 'help.attach'
    | 'attachment.keep'
    | 'attachment.drop'
    | 'attachment.back'
  >
  /** Sends kept files about an incident, or none: with its open request, or with a new consultation that says `words`. */
  sendAbout: (alert: Alert | null, files: readonly KeptAttachment[], words: string) => HelpRequest
}

// Said as a message, so that every desk and every help-desk system behind it can read it.
const detailsText = (d: VisitDetails, text: Text): string =>
  [
    text('visit.title'),
    d.phone && text('visit.phoneIs', { value: d.phone }),
    ...d.wishes.filter(Boolean).map((when, i) => text('visit.wish', { number: i + 1, when })),
    d.place && text('visit.placeIs', { value: d.place }),
    d.entry && text('visit.entryIs', { value: d.entry }),
    d.parking && text('visit.parkingIs', { value: d.parking }),
    d.attends && text('visit.attendsIs', { value: d.attends }),
    d.symptom &&
      text('visit.symptomIs', { value: text.first([`situation.${d.symptom}.title`, 'visit.other']) ?? '' }),
    d.stopped && text('visit.stoppedIs', { value: d.stopped }),
    d.computers && text('visit.computersIs', { value: d.computers }),
    text('visit.personalDataIs', { value: text(`visit.${d.personalData}`) }),
    text('visit.powerIs', { value: text(`visit.on.${d.power}`) }),
    text('visit.lanIs', { value: text(`visit.net.${d.lan}`) }),
  ]
    .filter(Boolean)
    .join('\n')

type Asked = {
  at: string
  type: 'request' | 'message' | 'cancel' | 'attachment'
  request: HelpRequest
  text: string
  file?: SentAttachment
}
const writeAsked = (record: RecordStore, alertId: string, { at, type, request, text, file }: Asked): void => {
  const { receipt, kind, contact } = request
  if (file)
    // With its hash: what lies at the desk can be shown to be what was sent.
    record.add(alertId, {
      at,
      step: 'first',
      type: 'said',
      who: contact,
      facts: { receipt, text, sha256: file.sha256 },
    })
  else if (type === 'message')
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
  const { db, record, clock, newId, random, computer, attachments, alertOf } = options
  const { change, kick, text, remember } = options
  const store = createRequestStore({
    db,
    newId,
    random,
    dropRow: attachments.dropRow,
    outgoing({ type, request, message, details, file }) {
      const at = isoTime(clock.now())
      const words = file ? text()('attach.recorded', { name: file.name }) : (message?.text ?? '')
      if (request.alertId !== null)
        writeAsked(record, request.alertId, { at, type, request, text: words, ...(file && { file }) })
      // One group a request keeps its writes in order: the desk never hears a message before its request.
      const order = { group: request.id, at, held: false }
      if (type === 'request') {
        const alert = request.alertId === null ? null : alertOf(request.alertId)
        const body = { request, alert, computer }
        enqueue(db, { type, id: request.id, body }, { ...order, key: `request:${request.id}` })
      } else if (type === 'cancel') {
        enqueue(db, { type, requestId: request.id, body: { at } }, { ...order, key: `cancel:${request.id}` })
      } else if (file) attachments.queue(request, file, at)
      else if (message) {
        const { phone, place } = details ?? {}
        const body = { message, ...(details && { reach: { phone, place } }) }
        enqueue(
          db,
          { type: 'message', requestId: request.id, body },
          { ...order, key: `message:${message.id}` },
        )
      }
    },
  })
  // The app may have ended between a file's arrival and its note.
  for (const r of store.list())
    for (const f of r.attachments ?? [])
      if (f.delivery === 'waiting') store.settle(r.id, f.id, attachments.stateOf(f.id))
  const told = (request: HelpRequest | null): HelpRequest => {
    if (!request) throw new Failure('not-found', 'no such request')
    change({ type: 'request', request })
    kick()
    return request
  }
  const filesOf = (id: string): number => {
    const request = store.get(id)
    if (!request) throw new Failure('not-found', 'no such request')
    if (request.status === 'cancelled') throw new Failure('bad-input', 'the request was cancelled')
    return request.attachments?.length ?? 0
  }
  const request = (input: RequestInput, files: readonly KeptAttachment[], id?: string) => {
    const drill = input.alertId !== null && alertOf(input.alertId)?.drill === true
    const made = told(store.create(input, clock.now(), { files, ...(id && { id }), drill }))
    attachments.handedOver(files)
    return made
  }
  const attach = (id: string, files: readonly KeptAttachment[]) => {
    const changed = told(store.attach(id, files, clock.now()))
    attachments.handedOver(files)
    return changed
  }
  const sendAbout: Help['sendAbout'] = (alert, files, words) => {
    const alertId = alert?.id ?? null
    const open = store
      .list()
      .find((r) => r.alertId === alertId && r.status !== 'done' && r.status !== 'cancelled')
    if (open) return attach(open.id, files)
    const { contact, phone } = options.asker()
    const asked = { contact, phone, text: words, bestTime: '', place: '' }
    return request({ kind: 'consultation', alertId, ...asked }, files)
  }
  return {
    store,
    sendAbout,
    handlers: {
      'attachment.keep': attachments.keepPicture,
      'attachment.drop'({ id }) {
        attachments.drop(id)
        return null
      },
      'attachment.back'({ requestId, id }) {
        const back = store.takeBack(requestId, id)
        if (!back) throw new Failure('not-found', 'the file has gone already')
        attachments.settled(id)
        told(back)
        return null
      },
      'help.attach'({ id, attachments: ids }) {
        attach(id, attachments.take(ids, filesOf(id)))
        return null
      },
      'help.request'({ id: wanted, attachments: ids, ...input }) {
        // Asked again: its files have long been handed over.
        const known = wanted === undefined ? null : store.get(wanted)
        if (known) return { id: known.id, receipt: known.receipt }
        if (input.kind === 'dispatch' && input.phone.trim() === '')
          throw new Failure('bad-input', 'a dispatch needs a phone number')
        if (input.alertId !== null && !alertOf(input.alertId)) throw new Failure('not-found', 'no such alert')
        const { id, receipt } = request(input, attachments.take(ids), wanted)
        remember(input)
        return { id, receipt }
      },
      'help.message'({ id, text }) {
        told(store.say(id, text, clock.now()))
        return null
      },
      'help.details'({ id, details }) {
        const changed = told(store.say(id, detailsText(details, text()), clock.now(), details))
        remember(changed)
        return null
      },
      'help.cancel'({ id }) {
        const waiting = store.get(id)?.attachments?.filter((f) => f.delivery === 'waiting')
        const cancelled = told(store.cancel(id, clock.now()))
        for (const file of waiting ?? [])
          if (!cancelled.attachments?.some((f) => f.id === file.id)) attachments.settled(file.id)
        return null
      },
    },
  }
}
