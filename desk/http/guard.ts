import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'

export type GuardOptions = {
  /** Accepts only these in `Host`, against DNS rebinding; empty: any (behind a proxy that checks). */
  hosts: () => readonly string[]
  /** Is the desk reached over TLS? Then browsers are told to stay there. */
  secure: boolean
}

const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The page's own origin, as the browser names it for this request. */
const ownOrigins = (request: FastifyRequest): string[] => [
  `http://${request.host}`,
  `https://${request.host}`,
]

/** Headers and first checks of every request: Host, Origin, content policy. */
export const addGuard = (app: FastifyInstance, { hosts, secure }: GuardOptions): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': csp,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cache-control': 'no-store',
      ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    })
    const allowed = hosts()
    if (allowed.length > 0 && !allowed.includes(request.host)) throw new Problem(421, 'wrong-host')
    const { origin } = request.headers
    // PCs send no Origin; a foreign one means that some web page is trying.
    if (origin !== undefined && !ownOrigins(request).includes(origin))
      throw new Problem(403, 'foreign-origin')
    if (origin !== undefined && request.url.startsWith('/v1/')) throw new Problem(403, 'not-for-pages')
  })
}
