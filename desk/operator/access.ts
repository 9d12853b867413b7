import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { sameSecret } from '../secrets.ts'
import { mayDo, type Right } from './contract.ts'
import { type Operator, operatorOfSession } from './sessions.ts'

const cookieName = 'desk_session'

export const sessionToken = (request: FastifyRequest): string => request.cookies[cookieName] ?? ''

export const setSession = (reply: FastifyReply, token: string, secure: boolean): void => {
  reply.setCookie(cookieName, token, { path: '/', httpOnly: true, sameSite: 'strict', secure })
}
export const clearSession = (reply: FastifyReply): void => void reply.clearCookie(cookieName, { path: '/' })

/**
 * Who calls, checked for the right and – for everything but reading – for the session's own `X-Csrf-Token`.
 * Throws 401 without a session, 403 without the right.
 */
export const callingOperator = async (
  desk: Desk,
  request: FastifyRequest,
  needed: Right = 'work',
): Promise<Operator> => {
  const token = sessionToken(request)
  const operator = token ? await operatorOfSession(desk, token) : null
  if (!operator) throw new Problem(401, 'not-signed-in')
  if (!mayDo(operator.role, needed)) throw new Problem(403, 'not-allowed', `needs the right to ${needed}`)
  const csrf = request.headers['x-csrf-token']
  if (request.method !== 'GET' && !sameSecret(typeof csrf === 'string' ? csrf : '', operator.csrf))
    throw new Problem(403, 'csrf')
  return operator
}
