import { z } from 'zod'

/** Which part of the app ended unexpectedly; `system`: a memory image that Electron itself wrote. */
export const crashPartSchema = z.enum(['app', 'page', 'probe', 'system'])
export type CrashPart = z.infer<typeof crashPartSchema>

/** One report of a part that ended unexpectedly. It stays on this PC until the user sends or deletes it. */
export const crashReportSchema = z.object({
  /** Name of its file: no path. */
  id: z.string().regex(/^[\w.-]{1,120}$/),
  at: z.iso.datetime(),
  part: crashPartSchema,
  bytes: z.number().int().nonnegative(),
  /** All that it says; empty for a memory image, which nobody can read. */
  text: z.string().max(20_000),
})
export type CrashReport = z.infer<typeof crashReportSchema>

/** Newest first. */
export const crashReportsSchema = z.object({ reports: z.array(crashReportSchema) })
