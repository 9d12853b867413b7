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

/** What a person asks of the desk. Only the phone number is compulsory, and only for a dispatch. */
export const requestInputSchema = z.object({
  kind: requestKindSchema,
  alertId: z.string().nullable(),
  /** Digits, spaces, + and hyphens; may be empty for a consultation by message. */
  phone: z
    .string()
    .max(40)
    .regex(/^[0-9０-９+＋()（） \-－ー]*$/),
  contact: z.string().max(100).default(''),
  text: z.string().max(4000).default(''),
  /** When a call or visit suits, in the user's words. */
  bestTime: z.string().max(200).default(''),
  /** Where to come: address, building, floor. */
  place: z.string().max(500).default(''),
})
export type RequestInput = z.infer<typeof requestInputSchema>

/** What makes a visit easier; asked after the request has gone. Every answer may be left out. */
export const visitDetailsSchema = z.object({
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
  /** Missing until the desk has named someone. */
  engineer: engineerSchema.optional(),
})
export type HelpRequest = z.infer<typeof requestSchema>

/** Drops everything but ASCII digits and a leading +, so that a number can be dialled. */
export const dialable = (phone: string): string => phone.normalize('NFKC').replace(/[^0-9+]/g, '')
