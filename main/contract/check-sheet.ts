import { z } from 'zod'
import { factsSchema } from './alert.ts'
import { checkAnswerSchema } from './check.ts'
import { yesNoUnknownSchema } from './tools.ts'

/**
 * Requirements of the supply-chain evaluation's ★3 sheet for which this app keeps something, by their numbers. Words:
 * `sheet.item.<number>`.
 */
export const sheetItems = [
  '3-1-1-1',
  '4-1-6-2',
  '4-2-2-1',
  '4-2-2-2',
  '4-3-4-1',
  '4-3-4-2',
  '4-3-4-3',
  '4-4-4-2',
  '4-4-5-1',
  '4-4-5-2',
  '4-4-5-3',
  '5-1-1-3',
  '6-1-1-1',
  '6-1-1-2',
  '6-1-1-5',
  '7-1-1-1',
] as const
export type SheetItem = (typeof sheetItems)[number]

/** What staff says of one requirement; never mixed with what was measured. */
export const sheetSayingSchema = z.object({
  item: z.enum(sheetItems),
  answer: yesNoUnknownSchema,
  who: z.string().max(100),
  text: z.string().max(2000),
})
export const saidFactSchema = sheetSayingSchema.extend({ at: z.string() })
export type SaidFact = z.infer<typeof saidFactSchema>

export const checkSheetSchema = z.object({
  measured: z.array(
    z.object({
      item: z.string(),
      /** Id of the check. */
      check: z.string(),
      answer: checkAnswerSchema,
      measuredAt: z.string(),
      since: z.string(),
      facts: factsSchema,
    }),
  ),
  /** The last answer of each requirement. */
  said: z.array(saidFactSchema),
  /** Where the record of what was said was changed afterwards; null where it holds. */
  brokenAt: z.number().int().nullable(),
})
export type CheckSheet = z.infer<typeof checkSheetSchema>
