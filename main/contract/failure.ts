import { z } from 'zod'

/**
 * How a call over the contract fails. `code` chooses the sentence shown (`failure.<code>` in the catalogue);
 * `detail` is for engineers and never shown to the clerk.
 */
export const failureSchema = z.object({
  code: z.enum(['bad-input', 'not-found', 'disk-full', 'not-writable', 'not-possible-here', 'internal']),
  detail: z.string(),
})
export type FailureData = z.infer<typeof failureSchema>

/** An expected failure; hosts turn it into `FailureData`, anything else becomes `internal`. */
export class Failure extends Error {
  readonly code: FailureData['code']
  constructor(code: FailureData['code'], detail: string) {
    super(detail)
    this.code = code
  }
}

/** Turns anything thrown into what may cross a process border. Knows SQLite's and Node's codes for a full disk. */
export const toFailure = (error: unknown): FailureData => {
  if (error instanceof Failure) return { code: error.code, detail: error.message }
  const e = error as { code?: unknown; errcode?: unknown; message?: unknown } | null
  const detail = String(e?.message ?? error)
  if (e?.code === 'ENOSPC' || e?.errcode === 13) return { code: 'disk-full', detail }
  if (e?.code === 'EACCES' || e?.code === 'EROFS' || e?.code === 'EPERM' || e?.errcode === 8)
    return { code: 'not-writable', detail }
  return { code: 'internal', detail }
}
