import { z } from 'zod'
import { alertSchema } from './alert.ts'
import { engineerSchema, messageSchema, reachSchema, requestSchema, requestStatusSchema } from './request.ts'
import { statisticsInSchema } from './statistics.ts'

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
/**
 * `POST /v1/requests/:id/messages`. `reach`: number and place as the message puts them right; a desk of before there was
 * such a thing reads them in the message's words.
 */
export const deskMessageSchema = z.object({ message: messageSchema, reach: reachSchema.optional() })
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
  z.object({
    type: z.literal('message'),
    cursor: z.number().int(),
    requestId: z.string(),
    message: messageSchema,
  }),
  z.object({
    type: z.literal('engineer'),
    cursor: z.number().int(),
    requestId: z.string(),
    at: z.string(),
    engineer: engineerSchema,
  }),
])
export type DeskUpdate = z.infer<typeof deskUpdateSchema>
/** `GET /v1/updates?after=N`; the same objects come one a `data:` line from `GET /v1/stream?after=N`. */
export const deskUpdatesSchema = z.object({ updates: z.array(deskUpdateSchema) })

/** Why a PC says good-bye: it goes off (or its user signs out), it sleeps, or its user has ended the app. */
export const leavingSchema = z.enum(['off', 'sleep', 'quit'])
export type Leaving = z.infer<typeof leavingSchema>

/**
 * `POST /v1/heartbeat`, once a minute: the PC lives. Only the latest counts, so its key is not remembered.
 * `at` is the PC's clock, by which the desk learns how wrong that is.
 */
export const heartbeatInSchema = z.object({
  at: z.iso.datetime(),
  /** Minutes east of UTC. */
  utcOffset: z.number().int().min(-1440).max(1440),
  appVersion: z.string().max(40),
  /** The overall status that the PC's own screen shows. */
  status: z.enum(['fine', 'attention', 'urgent', 'unknown']),
  /** Sources that cannot watch, by id. */
  blind: z.array(z.string().max(100)).max(100),
  /** The last sign of life for now, and why; absent: the next one comes in a minute. */
  leaving: leavingSchema.optional(),
})
export type HeartbeatIn = z.infer<typeof heartbeatInSchema>
export const heartbeatOutSchema = z.object({
  now: z.string(),
  /** Revisions of what the desk has to give out; empty: nothing. */
  profile: z.string(),
  rules: z.string(),
  /** Absent: a desk of before there were lists. */
  blocklists: z.string().default(''),
})
export type HeartbeatOut = z.infer<typeof heartbeatOutSchema>

/** What a desk gives out: the provider's profile, log rules, and lists of addresses that are known to be bad. */
export const bundleKinds = ['profile', 'rules', 'blocklists'] as const
export type BundleKind = (typeof bundleKinds)[number]

/** `GET /v1/profile`, `GET /v1/rules`, `GET /v1/blocklists`: the texts behind a revision. */
export const bundleSchema = z.object({
  revision: z.string(),
  /** Text of the `.sig` file beside them; absent: not signed, so that no PC takes them. */
  signature: z.string().max(2000).optional(),
  files: z.array(z.object({ name: z.string(), text: z.string() })),
})
export type Bundle = z.infer<typeof bundleSchema>

/** Plain names of the files of a bundle; others are neither given out nor taken. */
export const bundleFile: Readonly<Record<BundleKind, RegExp>> = {
  profile: /^profile\.yaml$/,
  rules: /^[a-z0-9_][\w.-]{0,150}\.ya?ml$/i,
  blocklists: /^[a-z0-9_][\w.-]{0,150}\.(?:csv|txt|json|ndjson|list)$/i,
}
/** Most characters of all files of a bundle together: what a small PC can read without being slowed. */
export const largestBundle = 40 * 1024 * 1024

/** What a signature is made over: a profile's own text; else all names and texts, so that none can be left out. Pure. */
export const bundleText = (what: BundleKind, files: Bundle['files']): string =>
  what === 'profile'
    ? (files[0]?.text ?? '')
    : JSON.stringify(files.map(({ name, text }) => [name, text]).sort(([a], [b]) => (a! < b! ? -1 : 1)))

/** Largest attachment, and largest part of one call (bytes). */
export const attachmentLimits = { size: 20 * 1024 * 1024, part: 1024 * 1024, perRequest: 20 } as const
/** `PUT /v1/requests/:id/attachments/:attachment` announces it; the answer says where to go on. */
export const attachmentInSchema = z.object({
  name: z.string().min(1).max(300),
  size: z.number().int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type AttachmentIn = z.infer<typeof attachmentInSchema>
/** Also the answer of `PUT /v1/requests/:id/attachments/:attachment/content?offset=N` with the bytes from there on. */
export const attachmentOutSchema = z.object({ received: z.number().int(), done: z.boolean() })

const pinSigns = '34679ACDEFGHJKMNPQRTUVWXY'
/** Length of a pin in an activation code: 20 signs hold 92 bits. */
export const pinLength = 20
/** The first bytes of a key's SHA-256 (SPKI) as signs that people can type. Pure. */
export const pinText = (hash: Uint8Array): string => {
  let n = hash.slice(0, 16).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let pin = ''
  for (let i = 0; i < pinLength; i += 1) {
    pin += pinSigns[Number(n % 25n)]
    n /= 25n
  }
  return pin
}
/** Takes an activation code apart as people type it; `pin` is empty where the desk has a public certificate. Pure. */
export const readActivation = (typed: string): { code: string; pin: string } => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return {
    code: plain.slice(0, 12),
    pin: plain.length >= 12 + pinLength ? plain.slice(12, 12 + pinLength) : '',
  }
}

/** Every error of the desk: `error` is for programs, `detail` for engineers. */
export const deskErrorSchema = z.object({ error: z.string(), detail: z.string() })

/** The whole protocol as a table; the OpenAPI document is made from it. */
export const deskProtocol = [
  { method: 'post', path: '/enrol', in: enrolInSchema, out: enrolOutSchema, auth: false },
  { method: 'post', path: '/heartbeat', in: heartbeatInSchema, out: heartbeatOutSchema, auth: true },
  { method: 'put', path: '/alerts/{id}', in: deskAlertSchema, out: deskOkSchema, auth: true },
  { method: 'put', path: '/requests/{id}', in: deskRequestSchema, out: deskOkSchema, auth: true },
  { method: 'post', path: '/requests/{id}/messages', in: deskMessageSchema, out: deskOkSchema, auth: true },
  { method: 'post', path: '/requests/{id}/cancel', in: deskCancelSchema, out: deskOkSchema, auth: true },
  {
    method: 'put',
    path: '/requests/{id}/attachments/{attachment}',
    in: attachmentInSchema,
    out: attachmentOutSchema,
    auth: true,
  },
  {
    method: 'put',
    path: '/requests/{id}/attachments/{attachment}/content',
    in: 'bytes',
    out: attachmentOutSchema,
    auth: true,
  },
  { method: 'put', path: '/statistics/{month}', in: statisticsInSchema, out: deskOkSchema, auth: true },
  { method: 'get', path: '/updates', in: null, out: deskUpdatesSchema, auth: true },
  { method: 'get', path: '/stream', in: null, out: 'events', auth: true },
  { method: 'get', path: '/profile', in: null, out: bundleSchema, auth: true },
  { method: 'get', path: '/rules', in: null, out: bundleSchema, auth: true },
  { method: 'get', path: '/blocklists', in: null, out: bundleSchema, auth: true },
] as const

/** A file on this PC that the user has chosen to send; `path` never leaves the PC. */
export const outgoingAttachmentSchema = z.object({
  type: z.literal('attachment'),
  requestId: z.string(),
  id: z.string(),
  path: z.string(),
  body: attachmentInSchema,
})
export type OutgoingAttachment = z.infer<typeof outgoingAttachmentSchema>

/** What lies in the outbox: one write to the desk. */
export const outgoingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('alert'), id: z.string(), body: deskAlertSchema }),
  z.object({ type: z.literal('request'), id: z.string(), body: deskRequestSchema }),
  z.object({ type: z.literal('message'), requestId: z.string(), body: deskMessageSchema }),
  z.object({ type: z.literal('cancel'), requestId: z.string(), body: deskCancelSchema }),
  outgoingAttachmentSchema,
  z.object({ type: z.literal('statistics'), month: z.string(), body: statisticsInSchema }),
])
export type Outgoing = z.infer<typeof outgoingSchema>

/** Method and path of an outgoing write in one call; an attachment takes several. Pure. */
export const outgoingCall = (
  o: Exclude<Outgoing, OutgoingAttachment>,
): { method: 'PUT' | 'POST'; path: string } => {
  switch (o.type) {
    case 'alert':
      return { method: 'PUT', path: `${deskBase}/alerts/${encodeURIComponent(o.id)}` }
    case 'request':
      return { method: 'PUT', path: `${deskBase}/requests/${encodeURIComponent(o.id)}` }
    case 'message':
      return { method: 'POST', path: `${deskBase}/requests/${encodeURIComponent(o.requestId)}/messages` }
    case 'cancel':
      return { method: 'POST', path: `${deskBase}/requests/${encodeURIComponent(o.requestId)}/cancel` }
    case 'statistics':
      return { method: 'PUT', path: `${deskBase}/statistics/${encodeURIComponent(o.month)}` }
  }
}
