import type { FastifyRequest } from 'fastify'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { type Device, deviceOfToken } from '../store/devices.ts'

/** The token that a call carries; undefined where it has none, or none that can be a PC's. Pure. */
export const tokenOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(headers.authorization ?? '')?.[1]

/** The PC that calls. Throws 401 for an unknown or revoked token. */
export const callingDevice = async (desk: Desk, request: FastifyRequest): Promise<Device> => {
  const token = tokenOf(request)
  const device = token ? await deviceOfToken(desk, token) : null
  if (!device) throw new Problem(401, 'unknown-device')
  return device
}

/** The write's idempotency key. Throws 400 where it is missing or odd. */
export const idempotencyKey = (request: FastifyRequest, min = 1): string => {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < min || !/^[\x21-\x7e]{1,300}$/.test(key))
    throw new Problem(400, 'idempotency-key', `Idempotency-Key: ${min} to 300 visible ASCII signs`)
  return key
}
