import { z } from 'zod'
import { alertSchema } from './alert.ts'
import { messageSchema, requestSchema, requestStatusSchema } from './request.ts'

/**
 * Protocol between a PC and a consultation desk, version 1. JSON over HTTP; plain HTTP on loopback only.
 * Every write carries `Idempotency-Key`; repeating a write with the same key has no further effect and gets
 * the first answer. PCs authenticate with `Authorization: Bearer <device token>`. Times are UTC.
 */
export const deskProtocolVersion = 1
/** Path prefix of every call of this version. */
export const deskBase = '/v1'

export const enrolInSchema = z.object({
  protocol: z.literal(deskProtocolVersion),
  /** From the contract card; empty at a practice desk. */
  activationCode: z.string().max(100),
  computer: z.string().max(200),
  platform: z.string().max(40),
  appVersion: z.string().max(40),
})
export const enrolOutSchema = z.object({
  deviceId: z.string(),
  /** Shown once; keep it secret. */
  token: z.string(),
  desk: z.object({ name: z.string(), phone: z.string(), practice: z.boolean() }),
})
export type EnrolIn = z.infer<typeof enrolInSchema>
export type EnrolOut = z.infer<typeof enrolOutSchema>

/** `PUT /v1/alerts/:id` */
export const deskAlertSchema = z.object({ alert: alertSchema, computer: z.string().max(200) })
/** `PUT /v1/requests/:id` – the request as first made, with the alert it is about. */
export const deskRequestSchema = z.object({
  request: requestSchema,
  alert: alertSchema.nullable(),
  computer: z.string().max(200),
})
/** `POST /v1/requests/:id/messages` */
export const deskMessageSchema = z.object({ message: messageSchema })
/** `POST /v1/requests/:id/cancel` */
export const deskCancelSchema = z.object({ at: z.string() })
export const deskOkSchema = z.object({ ok: z.literal(true) })

export type DeskAlert = z.infer<typeof deskAlertSchema>
export type DeskRequest = z.infer<typeof deskRequestSchema>

/** What the desk tells a PC, in order. `cursor` grows; ask again with the last one seen. */
export const deskUpdateSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('status'),
    cursor: z.number().int(),
    requestId: z.string(),
    status: requestStatusSchema,
    at: z.string(),
    visitAt: z.string(),
  }),
  z.object({ type: z.literal('message'), cursor: z.number().int(), requestId: z.string(), message: messageSchema }),
])
export type DeskUpdate = z.infer<typeof deskUpdateSchema>
/** `GET /v1/updates?after=N`; the same objects come one a `data:` line from `GET /v1/stream?after=N`. */
export const deskUpdatesSchema = z.object({ updates: z.array(deskUpdateSchema) })

/** What lies in the outbox: one write to the desk. */
export const outgoingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('alert'), id: z.string(), body: deskAlertSchema }),
  z.object({ type: z.literal('request'), id: z.string(), body: deskRequestSchema }),
  z.object({ type: z.literal('message'), requestId: z.string(), body: deskMessageSchema }),
  z.object({ type: z.literal('cancel'), requestId: z.string(), body: deskCancelSchema }),
])
export type Outgoing = z.infer<typeof outgoingSchema>

/** Method and path of an outgoing write. Pure. */
export const outgoingCall = (o: Outgoing): { method: 'PUT' | 'POST'; path: string } => {
  switch (o.type) {
    case 'alert':
      return { method: 'PUT', path: `${deskBase}/alerts/${encodeURIComponent(o.id)}` }
    case 'request':
      return { method: 'PUT', path: `${deskBase}/requests/${encodeURIComponent(o.id)}` }
    case 'message':
      return { method: 'POST', path: `${deskBase}/requests/${encodeURIComponent(o.requestId)}/messages` }
    case 'cancel':
      return { method: 'POST', path: `${deskBase}/requests/${encodeURIComponent(o.requestId)}/cancel` }
  }
}
