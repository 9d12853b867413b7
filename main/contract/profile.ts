import { z } from 'zod'

/** A fact of the contract that the provider has not stated: shown as 「記載なし」, never invented. */
const stated = <T extends z.ZodType>(schema: T) => schema.nullable().default(null)

/**
 * The provider profile: one YAML file that makes one customer's app out of the common one.
 * Every fact may be missing (null); what is missing is shown as such.
 */
export const profileSchema = z.object({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Who provides the service, and what it is called. */
  operator: z.string().min(1),
  service: z.string().min(1),
  desk: z
    .object({
      /** Address of the desk's protocol; null: phone only. */
      url: stated(z.url()),
      phone: stated(z.string().min(1)),
      email: stated(z.email()),
      /** In words, e.g. 平日 9時〜17時. */
      hours: stated(z.string()),
    })
    .prefault({}),
})
export type Profile = z.infer<typeof profileSchema>
