import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Desk } from '../context.ts'
import { isActive } from '../store/devices.ts'
import { updatesAfter } from '../store/updates.ts'
import { callingDevice } from './device-auth.ts'
import type { EventStreams } from './event-stream.ts'

const afterSchema = z.object({ after: z.coerce.number().int().min(0).default(0) })

/** Protocol version 1: what PCs hear of the desk. */
export const addDeviceUpdates = (app: FastifyInstance, desk: Desk, streams: EventStreams): void => {
  // One listener for all PCs: thousands of streams each with their own would look at every change.
  const waiting = new Map<string, Set<() => void>>()
  const unlisten = desk.store.listen((topic) => {
    if (topic.to === 'device') for (const wake of waiting.get(topic.id) ?? []) wake()
  })
  app.addHook('onClose', async () => unlisten())

  app.get('/v1/updates', async (request, reply) => {
    const device = await callingDevice(desk, request)
    const { after } = afterSchema.parse(request.query)
    const rows = await updatesAfter(desk.store.db, device.id, after)
    return reply.type('application/json').send(`{"updates":[${rows.map((r) => r.data).join(',')}]}`)
  })

  app.get('/v1/stream', async (request, reply) => {
    const device = await callingDevice(desk, request)
    let { after } = afterSchema.parse(request.query)
    let busy = false
    let again = false
    const flush = async (): Promise<void> => {
      again = true
      if (busy) return
      busy = true
      try {
        while (again) {
          again = false
          // A token that was taken back while the stream was open ends it.
          if (!(await isActive(desk.store.db, device.id))) return stream.close()
          const rows = await updatesAfter(desk.store.db, device.id, after)
          if (!rows.every((row) => stream.send(row.data))) return
          after = rows.at(-1)?.cursor ?? after
          again ||= rows.length > 0
        }
      } catch (error) {
        desk.log.error(`a stream could not be served: ${String(error)}`)
        stream.close()
      } finally {
        busy = false
      }
    }
    const wake = () => void flush()
    const others = waiting.get(device.id) ?? new Set()
    waiting.set(device.id, others.add(wake))
    const stream = streams.open(reply, () => {
      others.delete(wake)
      if (others.size === 0) waiting.delete(device.id)
    })
    await flush()
  })
}
