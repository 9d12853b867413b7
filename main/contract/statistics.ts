import { z } from 'zod'
import { severitySchema } from './alert.ts'

/** Version of the counting. 1: without the size of the firm. 2: with it, small groups folded into `other`. */
export const statisticsVersion = 2

/** Size of the firm in PCs. */
export const sizeBandSchema = z.enum(['unknown', '1-5', '6-20', '21-50', '51-'])
export type SizeBand = z.infer<typeof sizeBandSchema>

const count = {
  /** Kind of incident; `reported`: said by people; `other`: small groups together. */
  kind: z.string().max(100),
  severity: z.enum([...severitySchema.options, 'mixed']),
  count: z.number().int().min(0).max(1_000_000),
}
export const statisticLineSchema = z.object({ month: z.string(), ...count })
export type StatisticLine = z.infer<typeof statisticLineSchema>

/** Counts as the user sees them, and as they go: month × kind × severity for one firm of a size band. */
export const statisticsSchema = z.object({
  schema: z.literal(statisticsVersion),
  sizeBand: sizeBandSchema,
  /** No count below this is in it. */
  threshold: z.number().int(),
  lines: z.array(statisticLineSchema),
})
export type Statistics = z.infer<typeof statisticsSchema>

/** `PUT /v1/statistics/:month` (`2026-11`): one month's counts without names. The last one of a month counts. */
export const statisticsInSchema = z.object({
  schema: z.union([z.literal(1), z.literal(2)]).default(1),
  sizeBand: sizeBandSchema.default('unknown'),
  counts: z.array(z.object(count)).max(500),
})
export type StatisticsIn = z.infer<typeof statisticsInSchema>
