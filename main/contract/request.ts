import { z } from 'zod'
import { sentAttachmentSchema } from './attachment.ts'

/** 相談 or 駆け付け. */
export const requestKindSchema = z.enum(['consultation', 'dispatch'])
export type RequestKind = z.infer<typeof requestKindSchema>

/** 受付 → 折り返し待ち → 対応中 → 訪問予定 → 完了; 取り消し at any time before the end. */
export const requestStatusSchema = z.enum(['received', 'callback', 'working', 'visit', 'done', 'cancelled'])
export type RequestStatus = z.infer<typeof requestStatusSchema>

export const messageSchema = z.object({
  id: z.string(),
  from: z.enum(['user', 'desk']),
  /** Name shown beside it; empty for the user of this PC. */
  name: z.string(),
  text: z.string(),
  at: z.string(),
})
export type Message = z.infer<typeof messageSchema>

/** Who comes, and the word that both sides say at the door, so that nobody else is let in. */
export const engineerSchema = z.object({ name: z.string(), word: z.string() })

/** Digits, spaces, + and hyphens, also in full width; may be empty. */
const phoneSchema = z
  .string()
  .max(40)
  .regex(/^[0-9０-９+＋()（） \-－ー]*$/)
const placeSchema = z.string().max(500)

/** What a person asks of the desk. Only the phone number is compulsory, and only for a dispatch. */
export const requestInputSchema = z.object({
  kind: requestKindSchema,
  alertId: z.string().nullable(),
  /** The number as last given; may be empty for a consultation by message. */
  phone: phoneSchema,
  contact: z.string().max(100).default(''),
  text: z.string().max(4000).default(''),
  /** When a call or visit suits, in the user's words. */
  bestTime: z.string().max(200).default(''),
  /** Where to come, as last given: address, building, floor. */
  place: placeSchema.default(''),
})
export type RequestInput = z.infer<typeof requestInputSchema>

/** Where and how to reach people, put right after the request has gone; missing: as it was. An empty number changes nothing. */
export const reachSchema = z.object({ phone: phoneSchema.optional(), place: placeSchema.optional() })
export type Reach = z.infer<typeof reachSchema>
/** The same with what was put right in it. Pure. */
export const withReach = <T extends { phone: string; place: string }>(of: T, { phone, place }: Reach): T => ({
  ...of,
  phone: phone?.trim() || of.phone,
  place: place ?? of.place,
})

/** What makes a visit easier; asked after the request has gone. Every answer may be left out. */
export const visitDetailsSchema = reachSchema.extend({
  /** Wanted times, first choice first, in the user's words. */
  wishes: z.array(z.string().max(100)).max(3).default([]),
  /** How to get in: entrance, reception, key. */
  entry: z.string().max(300).default(''),
  parking: z.string().max(300).default(''),
  /** Who will be there. */
  attends: z.string().max(100).default(''),
  /** What work has stopped. */
  stopped: z.string().max(500).default(''),
  /** How many PCs are touched, in the user's words. */
  computers: z.string().max(50).default(''),
  personalData: z.enum(['yes', 'no', 'unknown']).default('unknown'),
  /** What it looks like: `situation.<id>`, `other`, or empty for not answered. */
  symptom: z
    .string()
    .regex(/^[a-z-]{0,40}$/)
    .default(''),
  /** Is the PC on, and is it connected, now? */
  power: z.enum(['yes', 'no', 'unknown']).default('unknown'),
  lan: z.enum(['yes', 'no', 'unknown']).default('unknown'),
})
export type VisitDetails = z.infer<typeof visitDetailsSchema>

export const requestSchema = requestInputSchema.extend({
  /** Missing until the user has answered. */
  details: visitDetailsSchema.optional(),
  id: z.string(),
  /** Spoken on the phone, made on this PC at once: `1123-K7QX`. */
  receipt: z.string(),
  createdAt: z.string(),
  status: requestStatusSchema,
  statusAt: z.string(),
  /** Has the desk confirmed that it has the request? */
  delivery: z.enum(['waiting', 'delivered', 'refused']),
  /** Wanted or fixed time of the visit, in the desk's words; empty until fixed. */
  visitAt: z.string(),
  messages: z.array(messageSchema),
  /** Every status that it has had, oldest first; missing in requests of older versions. */
  history: z.array(z.object({ status: requestStatusSchema, at: z.string() })).optional(),
  /** Photos and packs added to it; missing where there are none. */
  attachments: z.array(sentAttachmentSchema).optional(),
  /** Asked in an exercise, about its alert: no real visit, and it says so wherever it stands. */
  drill: z.boolean().optional(),
  /** Missing until the desk has named someone. */
  engineer: engineerSchema.optional(),
})
export type HelpRequest = z.infer<typeof requestSchema>

/** Drops everything but ASCII digits and a leading +, so that a number can be dialled. */
export const dialable = (phone: string): string => phone.normalize('NFKC').replace(/[^0-9+]/g, '')
