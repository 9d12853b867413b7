import { z } from 'zod'
import { alertSchema } from '../../main/contract/alert.ts'
import { leavingSchema } from '../../main/contract/desk.ts'
import { messageSchema, requestInputSchema, requestStatusSchema } from '../../main/contract/request.ts'

/** What the operator's page and the desk say to each other. Server and page both check against it. */

/** 受付 / 技術者 / 管理者. */
export const roleSchema = z.enum(['desk', 'engineer', 'admin'])
export type Role = z.infer<typeof roleSchema>

/**
 * Who may do what. The server holds every call to it, the page hides what would be refused.
 * `work`: requests, answers, status, pictures. `assign`: name the engineer (an engineer may name only themselves).
 * `record`: the technical record and files other than pictures. `overview`: customers and their PCs, counts, hand-overs.
 * `administer`: codes, accounts, erasing, export, audit log.
 */
const rights = {
  work: ['desk', 'engineer', 'admin'],
  assign: ['desk', 'admin'],
  record: ['engineer', 'admin'],
  overview: ['desk', 'admin'],
  administer: ['admin'],
} as const satisfies Record<string, readonly Role[]>
export type Right = keyof typeof rights
/** Pure. */
export const mayDo = (role: Role, right: Right): boolean => (rights[right] as readonly Role[]).includes(role)

export const meSchema = z.object({
  practice: z.boolean(),
  deskName: z.string(),
  deskPhone: z.string(),
  /** No account yet: the set-up link makes the first. */
  needsSetup: z.boolean(),
  /** null: nobody is signed in. */
  me: z.object({ name: z.string(), role: roleSchema, csrf: z.string() }).nullable(),
})
export type Me = z.infer<typeof meSchema>

export const computerSchema = z.object({
  id: z.string(),
  computer: z.string(),
  platform: z.string(),
  appVersion: z.string(),
  customer: z.object({ id: z.string(), number: z.string(), name: z.string(), phone: z.string() }).nullable(),
  enrolledAt: z.string(),
  lastSeenAt: z.string(),
  revokedAt: z.string().nullable(),
})

export const queueItemSchema = z.object({
  ref: z.string(),
  receipt: z.string(),
  kind: requestInputSchema.shape.kind,
  status: requestStatusSchema,
  statusAt: z.string(),
  visitAt: z.string(),
  receivedAt: z.string(),
  unread: z.boolean(),
  computer: z.string(),
  customer: z.string(),
  contact: z.string(),
  phone: z.string(),
  /** First words of what the person wrote. */
  words: z.string(),
  alert: alertSchema.pick({ kind: true, facts: true, severity: true, drill: true }).nullable(),
})
export type QueueItem = z.infer<typeof queueItemSchema>
export const queueSchema = z.object({
  requests: z.array(queueItemSchema),
  /** Open requests beyond those listed. */
  more: z.number(),
})

/** Something the desk did: a new status, or an engineer named (`who`). */
export const stepSchema = z.object({
  at: z.string(),
  what: z.union([requestStatusSchema, z.literal('engineer')]),
  who: z.string(),
})
export type Step = z.infer<typeof stepSchema>

export const requestDetailSchema = z.object({
  item: queueItemSchema,
  input: requestInputSchema,
  createdAt: z.string(),
  alert: alertSchema.nullable(),
  messages: z.array(messageSchema),
  steps: z.array(stepSchema),
  /** `clockError`: the PC's clock minus the desk's, ms; null: not known. */
  computer: computerSchema.extend({ clockError: z.number().nullable() }),
  engineer: z.string(),
  word: z.string(),
  attachments: z.array(
    z.object({
      ref: z.string(),
      name: z.string(),
      size: z.number(),
      /** `picture` and `archive` by the file's own bytes, whatever its name says. */
      kind: z.enum(['picture', 'archive', 'other']),
    }),
  ),
})
export type RequestDetail = z.infer<typeof requestDetailSchema>

export const alertItemSchema = z.object({
  ref: z.string(),
  computer: z.string(),
  customer: z.string(),
  receivedAt: z.string(),
  alert: alertSchema,
})
export type AlertItem = z.infer<typeof alertItemSchema>
export const alertListSchema = z.object({ alerts: z.array(alertItemSchema) })

export const replyInSchema = z.object({ id: z.uuid(), text: z.string().trim().min(1).max(4000) })
export const statusInSchema = z
  .object({
    status: requestStatusSchema.exclude(['cancelled']),
    visitAt: z.string().trim().max(200).default(''),
  })
  .refine((s) => s.status !== 'visit' || s.visitAt !== '', 'a visit needs its time')

/** What lies in an archive; null: it could not be read. `more`: how many are not listed. */
export const archiveSchema = z.object({
  entries: z.array(z.object({ name: z.string(), size: z.number() })).nullable(),
  more: z.number(),
})
export type Archive = z.infer<typeof archiveSchema>

/** A line of the page's event stream: something changed, look again. */
export const changedSchema = z.object({ what: z.string(), ref: z.string() })
export type Changed = z.infer<typeof changedSchema>

export const signInSchema = z.object({
  name: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
})
/** A person's account. `name` is what they sign in with, `display` what customers see. */
export const newAccountSchema = z.object({
  name: z.string().trim().min(1).max(100),
  display: z.string().trim().min(1).max(100),
  role: roleSchema,
  password: z.string().min(10).max(200),
})
export const setupInSchema = newAccountSchema.omit({ role: true }).extend({ once: z.string().max(100) })
/** One change of an account by an administrator. */
export const accountChangeSchema = z.union([
  z.strictObject({ disabled: z.boolean() }),
  z.strictObject({ role: roleSchema }),
  z.strictObject({ password: newAccountSchema.shape.password }),
])
/** One's own new password. */
export const passwordInSchema = z.object({
  current: z.string().min(1).max(200),
  password: newAccountSchema.shape.password,
})
export const accountSchema = newAccountSchema
  .omit({ password: true })
  .extend({ id: z.string(), disabled: z.boolean() })
export type Account = z.infer<typeof accountSchema>
export const accountListSchema = z.object({ accounts: z.array(accountSchema) })

export const newCustomerSchema = z.object({
  number: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(200),
  phone: z.string().trim().max(40),
  note: z.string().max(2000).default(''),
})
export const customerSchema = newCustomerSchema.extend({
  id: z.string(),
  createdAt: z.string(),
  computers: z.array(
    computerSchema.omit({ customer: true }).extend({
      status: z.enum(['fine', 'attention', 'urgent', 'unknown']),
      blind: z.array(z.string()),
      /** The PC's clock minus the desk's, ms; null: not known. */
      clockError: z.number().nullable(),
      /** Why the PC said good-bye with its last sign of life; null: it did not. */
      left: leavingSchema.nullable(),
      /** Nothing heard of for long, although it did not go off in good order. */
      silent: z.boolean(),
    }),
  ),
  codes: z.array(z.object({ hint: z.string(), expiresAt: z.string() })),
})
export type Customer = z.infer<typeof customerSchema>
export const customerListSchema = z.object({
  customers: z.array(customerSchema),
  /** How many fit the search, on all pages. */
  total: z.number(),
  /** Of all customers. */
  silentComputers: z.number(),
})
export type CustomerList = z.infer<typeof customerListSchema>
/** How many PCs of all customers are silent now: for every screen of the operator. */
export const silenceSchema = customerListSchema.pick({ silentComputers: true })
/** Shown once: only a hash of it is kept. */
export const activationCodeSchema = z.object({ code: z.string(), expiresAt: z.string() })

export const engineerInSchema = z.object({ name: z.string().trim().min(1).max(100) })

export const statisticLineSchema = z.object({
  month: z.string(),
  kind: z.string(),
  severity: z.string(),
  sizeBand: z.string(),
  count: z.number(),
  computers: z.number(),
})
export type StatisticLine = z.infer<typeof statisticLineSchema>
export const statisticListSchema = z.object({ lines: z.array(statisticLineSchema) })

export const auditLineSchema = z.object({
  id: z.number(),
  at: z.string(),
  who: z.string(),
  what: z.string(),
  subject: z.string(),
  detail: z.string(),
})
export type AuditLine = z.infer<typeof auditLineSchema>
export const auditListSchema = z.object({ lines: z.array(auditLineSchema) })

export const handoverLineSchema = z.object({
  id: z.string(),
  ref: z.string(),
  receipt: z.string(),
  adapter: z.string(),
  state: z.enum(['waiting', 'done']),
  attempts: z.number(),
  nextAt: z.string(),
  externalId: z.string(),
  lastError: z.string(),
})
export type HandoverLine = z.infer<typeof handoverLineSchema>
export const handoverListSchema = z.object({ lines: z.array(handoverLineSchema) })
