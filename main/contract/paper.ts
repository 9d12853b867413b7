import { z } from 'zod'

/** All papers of this app, in the order of the list. */
export const paperKinds = [
  'flash-report',
  'claim-pack',
  'common-form',
  'privacy-draft',
  'customer-letter',
  'police-sheet',
  'hand-over-sheet',
  'drill-record',
  'emergency-card',
  'statement',
  'check-sheet',
  'monthly-report',
] as const
export type PaperKind = (typeof paperKinds)[number]

/**
 * What only people know and papers ask for. An answer is an entry of the incident's record with the topic `fact.<id>`;
 * the last one counts, none is printed as 「不明」. Words: `paper.<id>`. The times are asked only of cases that people found (`questionsOf`).
 */
export const factIds = [
  'happenedAt',
  'foundAt',
  'computers',
  'workStopped',
  'wayIn',
  'ransomNote',
  'extension',
  'attackType',
  'indicators',
  'trafficDuration',
  'recoveryPlan',
  'item2',
  'item3',
  'item4',
  'item5',
  'item6',
  'item7',
  'item8',
  'suspect',
  'purpose',
  'policeNumber',
  'ipaNumber',
  'estimate',
  'workRecord',
] as const
export type FactId = (typeof factIds)[number]

/** What each paper asks people, in the order of the paper. */
export const paperQuestions: Partial<Record<PaperKind, readonly FactId[]>> = {
  'flash-report': ['happenedAt', 'foundAt', 'computers', 'workStopped'],
  'claim-pack': [
    'happenedAt',
    'foundAt',
    'computers',
    'workStopped',
    'workRecord',
    'policeNumber',
    'ipaNumber',
    'estimate',
  ],
  'common-form': [
    'happenedAt',
    'foundAt',
    'attackType',
    'wayIn',
    'ransomNote',
    'extension',
    'indicators',
    'trafficDuration',
    'computers',
    'workStopped',
    'recoveryPlan',
    'policeNumber',
  ],
  'privacy-draft': ['item2', 'item3', 'item4', 'item5', 'item6', 'item7', 'item8'],
  'police-sheet': ['happenedAt', 'foundAt', 'suspect', 'purpose', 'workStopped'],
}

const rowSchema = z.object({
  /** The field's name for programs; the same in every language. */
  id: z.string(),
  label: z.string(),
  /** `''`: not known, printed as 「不明」. */
  value: z.string(),
})
export type Row = z.infer<typeof rowSchema>

const sectionSchema = z.object({
  heading: z.string(),
  rows: z.array(rowSchema).readonly().optional(),
  /** Sentences, numbered where `numbered`. */
  lines: z.array(z.string()).readonly().optional(),
  numbered: z.boolean().optional(),
  /** Columns: the time, the rest. */
  table: z
    .array(z.tuple([z.string(), z.string()]).readonly())
    .readonly()
    .optional(),
  /** QR codes with their names. */
  codes: z
    .array(z.object({ label: z.string(), content: z.string() }))
    .readonly()
    .optional(),
  /** Photos of the record by their number there, with their names. */
  photos: z
    .array(z.object({ number: z.number().int(), label: z.string() }))
    .readonly()
    .optional(),
})
export type Section = z.infer<typeof sectionSchema>

/** A paper before it is drawn: words in order, no layout. `''` as a value is printed as 「不明」. */
export const paperSchema = z.object({
  kind: z.enum(paperKinds),
  title: z.string(),
  /** One sentence on what it is for. */
  lead: z.string(),
  sections: z.array(sectionSchema).readonly(),
  /** Small print at the end: who made it, when, what it is not. */
  foot: z.string(),
  /** Promised to fit on one page. */
  onePage: z.boolean(),
  /** A PNG or JPEG file to stand under the title; absent or null: none. */
  image: z.string().nullable().optional(),
})
export type Paper = z.infer<typeof paperSchema>

/** Which paper: of which incident, of which month (`2026-11`; null: this one). */
export const paperWishSchema = z.object({
  kind: z.enum(paperKinds),
  alertId: z.string().nullable(),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .nullable()
    .default(null),
})
export type PaperWish = z.infer<typeof paperWishSchema>
