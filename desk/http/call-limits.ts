import type { FastifyRequest } from 'fastify'
import type { Desk } from '../context.ts'
import { hashSecret } from '../secrets.ts'
import { tokenOf } from './device-auth.ts'

/** Calls a minute of one PC, or of one address without a token. A storm of alerts fits, a loop gone wild does not. */
const callsAMinute = 1200
/** Calls a minute with tokens that belong to no PC, of one address: each costs a look into the records. */
const strangersAMinute = 300

const stranger = 'stranger '

/**
 * Options of the limit on calls. Whoever invents tokens shares one small count with all of his address; a PC that is
 * known has a count of its own, whatever else comes from its office.
 */
export const callLimits = ({ knownTokens }: Desk) => ({
  timeWindow: 60_000,
  cache: 20_000,
  keyGenerator: (request: FastifyRequest): string => {
    if (!request.headers.authorization) return request.ip
    const token = tokenOf(request)
    const hash = token && hashSecret(token)
    return hash && knownTokens.has(hash) ? hash : `${stranger}${request.ip}`
  },
  max: (_: FastifyRequest, key: string): number =>
    key.startsWith(stranger) ? strangersAMinute : callsAMinute,
})
