import { z } from 'zod'
import { answerSchema } from './alert.ts'

/** Steps of an incident: 発見報告 → 初動 → 調査・対応 → 復旧 → 最終報告. */
export const recordStepSchema = z.enum(['report', 'first', 'investigate', 'recover', 'final'])
export type RecordStep = z.infer<typeof recordStepSchema>

const who = z.string().max(100)
const note = z.string().min(1).max(4000)
/** What an entry answers, for screens that show the last answer again: `clock.personalData` = `yes`. */
const about = {
  topic: z
    .string()
    .regex(/^[a-zA-Z0-9.-]{1,60}$/)
    .optional(),
  value: z.string().max(2000).optional(),
}

/** What a person adds. Who and when are asked, never guessed; an empty name is printed as 「不明」. */
export const recordInputSchema = z.discriminatedUnion('type', [
  /** A step of the card: done, not done, or not known. */
  z.object({
    type: z.literal('tick'),
    step: recordStepSchema,
    who,
    text: note,
    answer: answerSchema,
    ...about,
  }),
  z.object({ type: z.literal('note'), step: recordStepSchema, who, text: note, ...about }),
])
export type RecordInput = z.infer<typeof recordInputSchema>

/** A photo for the record: at most 5 MB; pages make it smaller before. */
export const photoInputSchema = z.object({
  id: z.string(),
  step: recordStepSchema,
  who,
  name: z.string().min(1).max(200),
  base64: z.base64().max(7_000_000),
})

/** One entry of an incident's record. What the app itself writes has `who: ''` and a `type` of its own. */
export const recordEntrySchema = z.object({
  /** 1, 2, 3, … without a gap. */
  number: z.number().int().positive(),
  at: z.string(),
  step: recordStepSchema,
  type: z.enum(['found', 'worse', 'answer', 'asked', 'status', 'said', 'tick', 'note', 'closed']),
  who,
  /** Values for the sentence `record.<type>`, or the person's own words in `text`. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Hash of the entry before; empty for the first. */
  previous: z.string(),
  /** SHA-256 over this entry and `previous`, hexadecimal. */
  hash: z.string(),
})
export type RecordEntry = z.infer<typeof recordEntrySchema>

/** The last answer to each topic of a record. Pure. */
export const answersOf = (entries: readonly RecordEntry[]): ReadonlyMap<string, RecordEntry> =>
  new Map(entries.flatMap((e) => (typeof e.facts.topic === 'string' ? [[e.facts.topic, e] as const] : [])))

export const incidentRecordSchema = z.object({
  entries: z.array(recordEntrySchema),
  /** Number of the first entry that was changed, lost or put in afterwards; null where the chain holds. */
  brokenAt: z.number().int().nullable(),
})
export type IncidentRecord = z.infer<typeof incidentRecordSchema>
