import { z } from 'zod'
import { answerSchema } from './alert.ts'

const day = z.iso.date()
export const yesNoUnknownSchema = z.enum(['yes', 'no', 'unknown'])

/** Who calls by when, on the wall clock of this PC; nulls where the profile does not say. */
export const deskHoursSchema = z.object({
  openNow: z.boolean(),
  callBackBy: z.object({ day, minute: z.number().int() }).nullable(),
  nextOpening: z.object({ day, minute: z.number().int() }).nullable(),
  /** The way out of hours, in the provider's words. */
  emergency: z.string().nullable(),
})

/** Dates by which a leak of personal data is to be reported, if it is one; see `present/reporting-clock.ts`. */
export const reportingDatesSchema = z.object({
  knownOn: day,
  first: z.object({ from: day, until: day }),
  final30: day,
  final60: day,
  final: day,
  due: yesNoUnknownSchema,
  /** False where a date lies beyond the list of public holidays. */
  holidaysKnown: z.boolean(),
  /** Days left from today; negative when passed. */
  daysLeft: z.object({ first: z.number().int(), final: z.number().int() }),
})

/** One thing that an evidence pack may hold: shown with its size and readable before it goes. */
export const evidenceItemSchema = z.object({
  name: z.string(),
  /** Bytes, unpacked. */
  size: z.number().int(),
  /** Left out unless the user ticks it: holds names of people or files. */
  personal: z.boolean(),
  text: z.string(),
})
export type EvidenceItem = z.infer<typeof evidenceItemSchema>

/** What the user agreed to give: parts of a listing, by name. */
export const evidenceChoiceSchema = z.object({
  listing: z.string().max(64),
  names: z.array(z.string()).min(1).max(50),
})

/** How an exercise went. */
export const drillSchema = z.object({
  alertId: z.string(),
  situation: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  attended: z.array(z.string()),
  steps: z.array(z.object({ text: z.string(), answer: answerSchema, seconds: z.number() })),
})
export type Drill = z.infer<typeof drillSchema>

/** What became of the wish to cut this PC off the network. */
export const cutResultSchema = z.object({
  state: z.enum(['cut', 'connected', 'not-possible']),
  /** Key `cut.<reason>`; null where all went well. */
  reason: z.string().nullable(),
  /** When this app cut it; null while it is not cut by this app. */
  since: z.string().nullable(),
})
