import type { z } from 'zod'

/** The desk said no, or could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

let csrf = ''
/** The session's own token; goes with every write. */
export const setCsrf = (token: string): void => {
  csrf = token
}

const call = async (path: string, init: RequestInit): Promise<unknown> => {
  const res = await fetch(`/operator/api/${path}`, init).catch(() => {
    throw new ApiError(0, 'unreachable')
  })
  const body: unknown = await res.json().catch(() => null)
  if (res.ok) return body
  throw new ApiError(res.status, String((body as { error?: unknown } | null)?.error ?? ''))
}

/** Reads and checks. Throws `ApiError`, or zod's error for an answer that is not the desk's. */
export const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(await call(path, {}))

/** Writes; resolves to whatever the desk answers. Throws `ApiError`. */
export const write = (path: string, body: unknown = {}): Promise<unknown> =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify(body),
  })
