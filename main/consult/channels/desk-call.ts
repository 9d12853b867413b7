import type { z } from 'zod'
import type { Http } from '../../ports/http.ts'

/** What came of one call to the desk. */
export type CallResult<T> =
  | { kind: 'ok'; body: T }
  /** The desk will never take this: do not repeat. */
  | { kind: 'refused'; detail: string; code: string }
  /** The desk does not know this PC (any more). */
  | { kind: 'unknown-device'; detail: string }
  /** Not now. `desk`: the whole desk cannot be reached or talks nonsense; `row`: only this call failed. */
  | { kind: 'later'; scope: 'desk' | 'row'; detail: string }

export type CallOptions<T> = {
  http: Http
  method: 'GET' | 'PUT' | 'POST'
  url: string
  headers: Record<string, string>
  body?: unknown
  answer: z.ZodType<T>
  /** As of `Http.json`. */
  limits?: { timeout: number; longest: number }
}

// What the desk says of its refusal.
const codeOf = (body: unknown): string => {
  const error = (body as { error?: unknown } | null)?.error
  return typeof error === 'string' ? error.slice(0, 200) : ''
}
const reasonOf = (status: number, body: unknown): string => `${status} ${codeOf(body)}`.trim()

const looksLikeDesk = (body: unknown): boolean =>
  typeof (body as { error?: unknown } | null)?.error === 'string'

/** One JSON call with the answer checked. Never rejects. */
export const callDesk = async <T>({
  http,
  method,
  url,
  headers,
  body,
  answer,
  limits,
}: CallOptions<T>): Promise<CallResult<T>> => {
  const reply = await http
    .json(method, url, { headers, body, ...limits })
    .catch((error: unknown) => String(error))
  if (typeof reply === 'string') return { kind: 'later', scope: 'desk', detail: reply.slice(0, 300) }
  const { status } = reply
  const detail = reasonOf(status, reply.body)
  if (status >= 200 && status < 300) {
    const parsed = answer.safeParse(reply.body)
    return parsed.success
      ? { kind: 'ok', body: parsed.data }
      : { kind: 'later', scope: 'desk', detail: `${status} with an answer that is not the desk's` }
  }
  // 507: no room for files. What is small may still find its place.
  if (status === 500 || status === 507) return { kind: 'later', scope: 'row', detail }
  // A proxy, a hotel's sign-in page or another server on the port also answers 4xx: only the desk's own shape counts.
  if (status < 400 || status > 499 || status === 408 || status === 429 || !looksLikeDesk(reply.body))
    return { kind: 'later', scope: 'desk', detail }
  return status === 401
    ? { kind: 'unknown-device', detail }
    : { kind: 'refused', detail, code: codeOf(reply.body) }
}
