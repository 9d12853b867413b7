import { z } from 'zod'
import { type CheckResult, checkResultSchema } from '../../contract/check.ts'

/** Where results are kept between runs of the app; the core hands it in. `read` gives null for nothing. */
export type Memory = { read: () => unknown; write: (value: unknown) => void }

/** The last result, and the last answer that was not `unknown`. */
const entrySchema = z.object({ result: checkResultSchema, known: z.enum(['good', 'mend']).nullable() })
export type Remembered = z.infer<typeof entrySchema>

/** Takes every entry that can be read, and forgets the others. Pure. */
export const readMemory = (raw: unknown): Map<string, Remembered> => {
  const list = z.object({ schema: z.literal(1), checks: z.array(z.unknown()) }).safeParse(raw)
  const entries = list.success ? list.data.checks.map((e) => entrySchema.safeParse(e)) : []
  return new Map(entries.flatMap((e) => (e.success ? [[e.data.result.id, e.data] as const] : [])))
}

/** What goes into the memory. Pure. */
export const memoryOf = (entries: Iterable<Remembered>): unknown => ({ schema: 1, checks: [...entries] })

/**
 * The new entry after a result; `worse` when something known as good is to be mended now. What renews itself (`renews`) is worse when
 * two results in a row say so. Pure.
 */
export const remember = (
  old: Remembered | undefined,
  result: CheckResult,
  renews = false,
): { entry: Remembered; worse: boolean } => {
  const { answer } = result
  const before = old?.known ?? null
  const waits = renews && answer === 'mend' && before === 'good' && old?.result.answer !== 'mend'
  return {
    entry: { result, known: answer === 'unknown' || waits ? before : answer },
    worse: before === 'good' && answer === 'mend' && !waits,
  }
}
