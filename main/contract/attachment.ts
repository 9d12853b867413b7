import { z } from 'zod'

/** Where a file that goes to the desk comes from. */
export const attachmentKindSchema = z.enum(['photo', 'screenshot', 'evidence', 'crash'])
export type AttachmentKind = z.infer<typeof attachmentKindSchema>

/** Largest picture as it goes (bytes), its longest side (pixels), and files of one request; the desk takes a few more. */
export const pictureLimits = { bytes: 4 * 1024 * 1024, side: 2000, perRequest: 15 } as const
/** Largest evidence pack (bytes). */
export const packLimit = 10 * 1024 * 1024

/** A file kept on this PC to be sent: exactly the bytes that the user has seen. */
export const keptAttachmentSchema = z.object({
  id: z.string(),
  kind: attachmentKindSchema,
  /** Made by this app; the name that a phone or a person gave the file never goes. */
  name: z.string(),
  /** Bytes. */
  size: z.number().int().positive(),
  /** Hexadecimal. */
  sha256: z.string(),
})
export type KeptAttachment = z.infer<typeof keptAttachmentSchema>

/** A file that belongs to a request. */
export const sentAttachmentSchema = keptAttachmentSchema.extend({
  /** When it was added. */
  at: z.string(),
  delivery: z.enum(['waiting', 'delivered', 'refused']),
})
export type SentAttachment = z.infer<typeof sentAttachmentSchema>

/** What `attachment.keep` takes: a picture that the page has redrawn. */
export const pictureInputSchema = z.object({
  kind: z.enum(['photo', 'screenshot']),
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^/\\]+$/),
  base64: z
    .base64()
    .min(1)
    .max(Math.ceil(pictureLimits.bytes / 3) * 4),
})

/** Ids of kept files, in the order in which they go. */
export const attachmentIdsSchema = z.array(z.string().max(64)).max(pictureLimits.perRequest)

/** Screens of this PC as they look now, as PNG in base64, the main one first. */
export const screenPicturesSchema = z.object({ pictures: z.array(z.object({ base64: z.string() })) })
