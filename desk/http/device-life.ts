import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { type Bundle, bundleKinds, type HeartbeatOut, heartbeatInSchema } from '../../main/contract/desk.ts'
import { statisticsInSchema } from '../../main/contract/statistics.ts'
import type { Bundles } from '../bundles.ts'
import type { Desk } from '../context.ts'
import { Problem } from '../problem.ts'
import { createHeartbeats } from '../store/heartbeats.ts'
import { putStatistics } from '../store/statistics.ts'
import { writeOnce } from '../store/writes.ts'
import { callingDevice, idempotencyKey } from './device-auth.ts'

/** Makes the packed answer of a bundle once, however many PCs fetch it: lists are large. */
const createPacker = (): ((bundle: Bundle) => Promise<Buffer>) => {
  const packed = new WeakMap<Bundle, Promise<Buffer>>()
  return (bundle) => {
    const known = packed.get(bundle) ?? promisify(gzip)(JSON.stringify(bundle))
    packed.set(bundle, known)
    return known
  }
}

/** Protocol version 1: signs of life, counts, and what the desk gives out. */
export const addDeviceLife = (app: FastifyInstance, desk: Desk, bundles: Bundles): void => {
  const heartbeats = createHeartbeats(desk)
  app.addHook('onClose', () => heartbeats.stop())

  app.post('/v1/heartbeat', async (request): Promise<HeartbeatOut> => {
    const device = await callingDevice(desk, request)
    idempotencyKey(request)
    const heartbeat = heartbeatInSchema.parse(request.body)
    const now = desk.now()
    heartbeats.note(device.id, heartbeat, now)
    const [profile, rules, lists] = await Promise.all([
      bundles.profile(),
      bundles.rules(),
      bundles.blocklists(),
    ])
    return { now, profile: profile.revision, rules: rules.revision, blocklists: lists.revision }
  })

  app.put<{ Params: { month: string } }>('/v1/statistics/:month', async (request) => {
    const device = await callingDevice(desk, request)
    const key = idempotencyKey(request)
    const { month } = request.params
    if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month))
      throw new Problem(400, 'bad-input', 'a month looks like 2026-11')
    const version = (request.body as { schema?: unknown } | null)?.schema
    if (version !== undefined && version !== 1 && version !== 2)
      throw new Problem(400, 'unknown-version', 'this desk takes versions 1 and 2 of the counts')
    const statistics = statisticsInSchema.parse(request.body)
    const write = { deviceId: device.id, key, method: 'PUT', path: request.url, body: request.body }
    return writeOnce(desk, write, async (db) => {
      await putStatistics(db, device.id, month, statistics)
      return { ok: true }
    })
  })

  const pack = createPacker()
  for (const name of bundleKinds) {
    app.get(`/v1/${name}`, async (request, reply) => {
      await callingDevice(desk, request)
      const bundle = await bundles[name]()
      if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return bundle
      reply.header('content-encoding', 'gzip').type('application/json; charset=utf-8')
      return reply.send(await pack(bundle))
    })
  }
}
