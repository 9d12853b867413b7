import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Desk } from './context.ts'
import { addDeviceUpdates } from './http/device-updates.ts'
import { addDeviceWrites } from './http/device-writes.ts'
import { addErrors } from './http/errors.ts'
import { createEventStreams } from './http/event-stream.ts'
import { addGuard } from './http/guard.ts'
import { addPage } from './http/page.ts'
import { addEntry } from './operator/entry.ts'
import type { OneTimeLinks } from './operator/one-time-links.ts'
import { addDeskWork } from './operator/routes.ts'

export type AppOptions = {
  links: OneTimeLinks
  hosts: () => readonly string[]
  secure: boolean
  /** Folder of the built page. */
  pageFolder: string
}

/** The whole desk as one Fastify instance, not listening yet. */
export const createApp = async (desk: Desk, options: AppOptions): Promise<FastifyInstance> => {
  const app = Fastify({
    bodyLimit: 512 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  const streams = createEventStreams()
  app.addHook('preClose', async () => streams.close())
  addErrors(app, desk.log)
  addGuard(app, options)
  await app.register(cookie)
  addDeviceWrites(app, desk)
  addDeviceUpdates(app, desk, streams)
  addEntry(app, desk, options.links, options.secure)
  addDeskWork(app, desk, streams)
  await addPage(app, options.pageFolder)
  return app
}
