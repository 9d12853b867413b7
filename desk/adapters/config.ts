import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9-]{1,40}$/)
/** A secret is written into the file, or named as an environment variable: `$NAME`. */
const secret = z.string().min(1)

/** One entry of `handover` in `desk.yaml`. */
export const handoverConfigSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('zammad'),
    id,
    url: z.url(),
    token: secret,
    group: z.string(),
    /** Zammad's customer: `guess:mail@example`, or a user's id. */
    customer: z.string(),
    hookSecret: secret.optional(),
    /** Zammad's state name → our status. */
    states: z
      .record(z.string(), z.enum(['received', 'callback', 'working', 'visit', 'done']))
      .default({ new: 'received', open: 'working', 'pending reminder': 'callback', closed: 'done' }),
    /** Ticket field → what goes into it, with `{receipt}` and the like. */
    fields: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({
    type: z.literal('kintone'),
    id,
    url: z.url(),
    app: z.union([z.number().int(), z.string()]),
    apiToken: secret,
    /** Field code → what goes into it: `{subject}`, `{body}`, `{receipt}`, … */
    fields: z.record(z.string(), z.string()),
    /** Field code of an attachment field, of the status, and of the table-free text field for later messages. */
    fileField: z.string().optional(),
    statusField: z.string().optional(),
    messageField: z.string().optional(),
    statuses: z.record(z.string(), z.enum(['received', 'callback', 'working', 'visit', 'done'])).default({}),
  }),
  z.strictObject({
    type: z.literal('mail'),
    id,
    host: z.string(),
    port: z.number().int().default(587),
    /** TLS from the first byte (port 465). Otherwise STARTTLS is demanded, except on this machine. */
    secure: z.boolean().default(false),
    user: z.string().optional(),
    password: secret.optional(),
    from: z.string(),
    to: z.string(),
  }),
  z.strictObject({ type: z.literal('webhook'), id, url: z.url(), secret }),
])
export type HandoverConfig = z.infer<typeof handoverConfigSchema>

/** A secret as it is, or out of the environment. Throws where the variable is missing. */
export const secretOf = (
  value: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string => {
  if (!value.startsWith('$')) return value
  const found = env[value.slice(1)]
  if (!found) throw new Error(`the environment variable ${value.slice(1)} is missing`)
  return found
}
