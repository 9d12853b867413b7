import { z } from 'zod'
import { alertSchema } from '../../main/contract/alert.ts'
import { messageSchema, requestInputSchema, requestStatusSchema } from '../../main/contract/request.ts'

/** What the operator's page and the desk say to each other. Server and page both check against it. */

/** 受付 / 技術者 / 管理者, in rising order of what they may do. */
export const roleSchema = z.enum(['desk', 'engineer', 'admin'])
export type Role = z.infer<typeof roleSchema>

export const meSchema = z.object({
  practice: z.boolean(),
  deskName: z.string(),
  deskPhone: z.string(),
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
export type Computer = z.infer<typeof computerSchema>

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
  alert: alertSchema.pick({ kind: true, facts: true, severity: true }).nullable(),
})
export type QueueItem = z.infer<typeof queueItemSchema>
export const queueSchema = z.object({ requests: z.array(queueItemSchema) })

export const requestDetailSchema = z.object({
  item: queueItemSchema,
  input: requestInputSchema,
  createdAt: z.string(),
  alert: alertSchema.nullable(),
  messages: z.array(messageSchema),
  computer: computerSchema,
  engineer: z.string(),
  word: z.string(),
})
export type RequestDetail = z.infer<typeof requestDetailSchema>

export const alertItemSchema = z.object({
  ref: z.string(),
  computer: z.string(),
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

/** A line of the page's event stream: something changed, look again. */
export const changedSchema = z.object({ what: z.string(), ref: z.string() })
export type Changed = z.infer<typeof changedSchema>
