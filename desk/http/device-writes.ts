import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  deskAlertSchema,
  deskCancelSchema,
  deskMessageSchema,
  deskRequestSchema,
  enrolInSchema,
} from '../../main/contract/desk.ts'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { type Device, enrolDevice } from '../store/devices.ts'
import { addMessage, cancelRequest, putAlert, putRequest } from '../store/incoming.ts'
import { type WriteWork, writeOnce } from '../store/writes.ts'
import { callingDevice, idempotencyKey } from './device-auth.ts'

type WithId = { Params: { id: string } }
const ok = { ok: true } as const

const sameId = (inPath: string, inBody: string): void => {
  if (inPath !== inBody || inPath.length > 100)
    throw new Problem(400, 'id-mismatch', 'path and body name different ids')
}

/** Protocol version 1: what PCs write. */
export const addDeviceWrites = (app: FastifyInstance, desk: Desk): void => {
  const write = async (
    request: FastifyRequest,
    work: (device: Device) => WriteWork<unknown>,
  ): Promise<unknown> => {
    const device = await callingDevice(desk, request)
    const key = idempotencyKey(request)
    const { method, url: path, body } = request
    return writeOnce(desk, { deviceId: device.id, key, method, path, body }, work(device))
  }

  // Codes must not be guessed: few tries from one address, whatever it claims in its headers.
  const fewTries = {
    max: desk.practice ? 1000 : 30,
    timeWindow: 60_000,
    keyGenerator: (r: { ip: string }) => r.ip,
  }
  app.post('/v1/enrol', { config: { rateLimit: fewTries } }, async (request) => {
    const protocol = (request.body as { protocol?: unknown } | null)?.protocol
    if (typeof protocol === 'number' && protocol !== 1)
      throw new Problem(400, 'unknown-version', 'this desk speaks version 1 of the protocol')
    return enrolDevice(desk, enrolInSchema.parse(request.body), idempotencyKey(request, 32))
  })

  app.put<WithId>('/v1/alerts/:id', async (request) => {
    return write(request, (device) => {
      const { alert } = deskAlertSchema.parse(request.body)
      sameId(request.params.id, alert.id)
      return async (db, tell) => {
        tell({ to: 'operators', what: 'alert', ref: await putAlert(db, device.id, alert, desk.now()) })
        return ok
      }
    })
  })

  app.put<WithId>('/v1/requests/:id', async (request) => {
    return write(request, (device) => {
      const body = deskRequestSchema.parse(request.body)
      sameId(request.params.id, body.request.id)
      return async (db, tell) => {
        tell({ to: 'operators', what: 'new-request', ref: await putRequest(db, device.id, body, desk.now()) })
        return ok
      }
    })
  })

  app.post<WithId>('/v1/requests/:id/messages', async (request) => {
    return write(request, (device) => {
      const { message, reach } = deskMessageSchema.parse(request.body)
      return async (db, tell) => {
        const ref = await addMessage(db, device.id, request.params.id, message, desk.now(), reach)
        tell({ to: 'operators', what: 'message', ref })
        return ok
      }
    })
  })

  app.post<WithId>('/v1/requests/:id/cancel', async (request) => {
    return write(request, (device) => {
      deskCancelSchema.parse(request.body)
      return async (db, tell) => {
        const ref = await cancelRequest(db, device.id, request.params.id, desk.now())
        tell({ to: 'operators', what: 'request', ref })
        return ok
      }
    })
  })
}
