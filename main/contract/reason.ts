import { z } from 'zod'

/** A sentence to be: key `reason.<code>` in the catalogue, with its values. */
export const reasonSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Reason = z.infer<typeof reasonSchema>
