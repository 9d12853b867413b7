import { z } from 'zod'
import { alertAnswerSchema } from './alert.ts'
import {
  attachmentIdsSchema,
  keptAttachmentSchema,
  pictureInputSchema,
  screenPicturesSchema,
} from './attachment.ts'
import { checkSheetSchema, sheetSayingSchema } from './check-sheet.ts'
import { crashReportSchema, crashReportsSchema } from './crash-report.ts'
import { pauseAnswerSchema } from './guard.ts'
import { factIds, paperKinds, paperSchema, paperWishSchema } from './paper.ts'
import { incidentRecordSchema, photoInputSchema, recordInputSchema } from './record.ts'
import { requestInputSchema, visitDetailsSchema } from './request.ts'
import { closedScreenSchema, genuineSchema } from './screen.ts'
import { settingsPatchSchema, settingsSchema } from './settings.ts'
import { changeSchema, snapshotSchema } from './state.ts'
import { statisticsSchema } from './statistics.ts'
import {
  cutResultSchema,
  deskHoursSchema,
  drillSchema,
  evidenceChoiceSchema,
  evidenceItemSchema,
  reportingDatesSchema,
  yesNoUnknownSchema,
} from './tools.ts'

const ask = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ in: input, out: output })
const nothing = z.null()

/**
 * The one schema of everything a page may ask of the core and everything the core tells a page.
 * Main-side handlers, page-side client and test client are derived from it; both bindings (IPC and HTTP)
 * check every payload against it at run time.
 */
export const api = {
  asks: {
    'state.snapshot': ask(nothing, snapshotSchema),
    'alert.seen': ask(z.object({ id: z.string() }), nothing),
    'alert.close': ask(z.object({ id: z.string() }), nothing),
    'alert.answer': ask(z.object({ id: z.string(), answer: alertAnswerSchema }), nothing),
    /** About the program that the guard has paused for this alert. */
    'guard.answer': ask(z.object({ id: z.string(), answer: pauseAnswerSchema }), nothing),
    /** Who calls by when, for a request made at `at`; null: for one made now. */
    'desk.hours': ask(z.object({ at: z.iso.datetime().nullable() }), deskHoursSchema),
    /** `knownOn`: null for today. */
    'clock.read': ask(
      z.object({
        knownOn: z.iso.date().nullable(),
        personalData: yesNoUnknownSchema,
        attack: yesNoUnknownSchema,
      }),
      reportingDatesSchema,
    ),
    /** The counts exactly as they may be sent. */
    'statistics.preview': ask(nothing, z.object({ statistics: statisticsSchema, csv: z.string() })),
    /** Collects; `listing` names exactly what was shown, so that nothing else can be packed. */
    'evidence.list': ask(
      z.object({ alertId: z.string() }),
      z.object({ listing: z.string(), items: z.array(evidenceItemSchema) }),
    ),
    /** Packs only what was chosen of a listing; the bytes of a ZIP in base64. `not-found`: list again. */
    'evidence.pack': ask(evidenceChoiceSchema, z.object({ name: z.string(), base64: z.string() })),
    /** Packs it and sends it to the desk: with an open request, or with a new consultation where there is none. */
    'evidence.send': ask(
      evidenceChoiceSchema,
      z.object({ requestId: z.string(), receipt: z.string(), size: z.number().int() }),
    ),
    /** `cut`: null only tells how it stands. `alertId`: the incident in whose record it is written. */
    'network.cut': ask(
      z.object({ cut: z.boolean().nullable(), alertId: z.string().nullable().default(null) }),
      cutResultSchema,
    ),
    /** Starts an exercise; `situation` is the kind of card that is played. */
    'drill.start': ask(
      z.object({
        situation: z.string().regex(/^[a-z-]{1,40}$/),
        /** Shall the desk know of it, so that a practice call surprises nobody? */
        tellDesk: z.boolean(),
      }),
      z.object({ id: z.string() }),
    ),
    'drill.finish': ask(
      z.object({
        id: z.string(),
        attended: z.array(z.string().max(100)).max(50),
        steps: drillSchema.shape.steps.max(20),
      }),
      drillSchema,
    ),
    /** The customer's check sheet: what was measured, and apart from it what staff said. */
    'sheet.read': ask(nothing, checkSheetSchema),
    'sheet.say': ask(sheetSayingSchema, checkSheetSchema),
    /** A paper as it will be printed, and what it still asks people. */
    'paper.preview': ask(
      paperWishSchema,
      z.object({
        paper: paperSchema,
        questions: z.array(z.object({ id: z.enum(factIds), value: z.string() })),
      }),
    ),
    /** A paper made on this PC: the file's bytes in base64. */
    'paper.make': ask(
      paperWishSchema.extend({ format: z.enum(['pdf', 'json']) }),
      z.object({ name: z.string(), base64: z.string() }),
    ),
    /** The page printed a paper by the system's own way: what follows from a paper that is out follows. */
    'paper.printed': ask(z.object({ kind: z.enum(paperKinds) }), z.null()),
    'record.read': ask(z.object({ id: z.string() }), incidentRecordSchema),
    /** A photo (JPEG or PNG) kept in the record. */
    'record.photo': ask(photoInputSchema, incidentRecordSchema),
    /** An entry's photo as a `data:` address; null where it is gone or is another picture than the one put in. */
    'photo.read': ask(
      z.object({ id: z.string(), number: z.number().int() }),
      z.object({ url: z.string().nullable() }),
    ),
    'record.add': ask(z.object({ id: z.string(), entry: recordInputSchema }), incidentRecordSchema),
    /** Something only people can see (a strange page, a lost PC): becomes an incident like the probe's own. */
    'incident.report': ask(
      z.object({
        /** `situation.<id>` of the catalogue. */
        situation: z.string().regex(/^[a-z-]{1,40}$/),
        /** When it happened; null: not known. */
        occurredAt: z.iso.datetime().nullable(),
        who: z.string().max(100),
        text: z.string().max(4000),
      }),
      z.object({ id: z.string() }),
    ),
    /**
     * `attachments`: kept files that go with it. `id`: made by who asks, so that asking again (a double click, an answer
     * that got lost) is the same request and gets the same answer; missing: always a new one.
     */
    'help.request': ask(
      requestInputSchema.extend({ id: z.uuid().optional(), attachments: attachmentIdsSchema.default([]) }),
      z.object({ id: z.string(), receipt: z.string() }),
    ),
    /** Adds kept files to a request. */
    'help.attach': ask(z.object({ id: z.string(), attachments: attachmentIdsSchema.min(1) }), nothing),
    /** Keeps a picture on this PC, to go with a request; nothing is sent by this. */
    'attachment.keep': ask(pictureInputSchema, keptAttachmentSchema),
    /** Forgets a kept file that belongs to no request. */
    'attachment.drop': ask(z.object({ id: z.string() }), nothing),
    /** Takes a file back that has not gone yet; `not-found` where it has. */
    'attachment.back': ask(z.object({ requestId: z.string(), id: z.string() }), nothing),
    /** Takes a picture of the screens now; `not-possible-here` where this host has no way of its own. */
    'screen.picture': ask(nothing, screenPicturesSchema),
    'help.message': ask(z.object({ id: z.string(), text: z.string().min(1).max(4000) }), nothing),
    'help.details': ask(z.object({ id: z.string(), details: visitDetailsSchema }), nothing),
    'help.cancel': ask(z.object({ id: z.string() }), nothing),
    'settings.update': ask(settingsPatchSchema, settingsSchema),
    'notice.dismiss': ask(z.object({ id: z.string() }), nothing),
    /** 画面の警告が消せない: closes browser pages that fill the screen. */
    'screen.close': ask(nothing, closedScreenSchema),
    /** What the last `screen.close` or `browsers.end` came to, within a minute: the tray's entry has no screen of its own. */
    'screen.closed': ask(nothing, closedScreenSchema.nullable()),
    /** Ends every browser of this user, where the screen cannot be looked at and the user has agreed; counts are of browsers. */
    'browsers.end': ask(nothing, closedScreenSchema),
    /** Reports of parts of the app that ended unexpectedly, newest first. They stay here until they are deleted or sent. */
    'crash.list': ask(nothing, crashReportsSchema),
    'crash.remove': ask(crashReportSchema.pick({ id: true }), crashReportsSchema),
    /** Sends the text of one, as `crash.list` shows it: with the open question that is about no alert, or a new one. */
    'crash.send': ask(
      crashReportSchema.pick({ id: true }),
      z.object({ requestId: z.string(), receipt: z.string() }),
    ),
    /** 本物確認: what this app has told within the last hour. */
    'genuine.check': ask(nothing, genuineSchema),
    'desk.retry': ask(nothing, nothing),
    /** 今すぐ点検: answers when the run has ended; its progress comes as `checking` changes. */
    'check.run': ask(nothing, nothing),
  },
  pushes: {
    'state.changed': changeSchema,
    /** Open exactly this: sent when a notification or a tray entry was clicked. */
    'page.show': z.object({ page: z.string(), id: z.string().nullable() }),
  },
} as const

export type AskName = keyof typeof api.asks
export type PushName = keyof typeof api.pushes
/** What a caller hands over (defaults may be left out). */
export type AskIn<N extends AskName> = z.input<(typeof api.asks)[N]['in']>
/** What a handler receives (defaults filled in). */
export type AskParsed<N extends AskName> = z.output<(typeof api.asks)[N]['in']>
export type AskOut<N extends AskName> = z.output<(typeof api.asks)[N]['out']>
export type PushData<N extends PushName> = z.output<(typeof api.pushes)[N]>

/** Main side: one function an ask. May throw `Failure`. */
export type Handlers = { [N in AskName]: (input: AskParsed<N>) => AskOut<N> | Promise<AskOut<N>> }
/** Page side: the same names, asynchronous. */
export type Client = {
  ask: <N extends AskName>(name: N, input: AskIn<N>) => Promise<AskOut<N>>
  on: <N extends PushName>(name: N, listener: (data: PushData<N>) => void) => () => void
}
/** What a binding must offer so that a client can be made of it: the preload bridge or the HTTP binding. */
export type Transport = {
  /** Resolves to `{ok: value}` or `{failure: FailureData}`; rejects only when the binding itself is broken. */
  call: (name: string, input: unknown) => Promise<unknown>
  listen: (listener: (name: string, data: unknown) => void) => () => void
}

export const isAskName = (name: unknown): name is AskName =>
  typeof name === 'string' && Object.hasOwn(api.asks, name)
export const isPushName = (name: unknown): name is PushName =>
  typeof name === 'string' && Object.hasOwn(api.pushes, name)
