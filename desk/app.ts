import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Adapter } from './adapters/adapter.ts'
import type { Bundles } from './bundles.ts'
import type { Desk } from './context.ts'
import type { HandoverWorker } from './handover/worker.ts'
import { callLimits } from './http/call-limits.ts'
import { addDeviceAttachments } from './http/device-attachments.ts'
import { addDeviceLife } from './http/device-life.ts'
import { addDeviceUpdates } from './http/device-updates.ts'
import { addDeviceWrites } from './http/device-writes.ts'
import { addErrors } from './http/errors.ts'
import { createEventStreams } from './http/event-stream.ts'
import { addGuard } from './http/guard.ts'
import { addHooks } from './http/hooks.ts'
import { addOpenApi } from './http/openapi.ts'
import { addPage } from './http/page.ts'
import { removeFiles } from './maintenance.ts'
import { addAccountCare } from './operator/account-care.ts'
import { addAttachments } from './operator/attachments.ts'
import { addCustomerCare } from './operator/customer-care.ts'
import { addEntry } from './operator/entry.ts'
import type { OneTimeLinks } from './operator/one-time-links.ts'
import { addOverview } from './operator/overview.ts'
import { addDeskWork } from './operator/routes.ts'
import { addSignIn } from './operator/sign-in.ts'
import { addVisit } from './operator/visit.ts'

export type AppOptions = {
  links: OneTimeLinks
  hosts: () => readonly string[]
  /** PEM texts; null: plain HTTP. */
  tls: { key: string; cert: string } | null
  /** Is the page reached over TLS, here or at a proxy? */
  secure: boolean
  trustProxy: boolean
  /** Folder of the built page. */
  pageFolder: string
  attachmentFolder: string
  bundles: Bundles
  adapters: readonly Adapter[]
  worker: HandoverWorker
  silentAfter: number
  codeTail: string
  /** May the one-time link make an administrator although there is one (a lost password)? */
  newAdmin: boolean
}

/** The whole desk as one Fastify instance, not listening yet. */
export const createApp = async (desk: Desk, options: AppOptions): Promise<FastifyInstance> => {
  const { links, tls, secure, attachmentFolder, adapters, worker } = options
  const app = Fastify({
    bodyLimit: 512 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    trustProxy: options.trustProxy ? 'loopback' : false,
    ...(tls ? { https: { ...tls, minVersion: 'TLSv1.2' as const } } : {}),
  }) as unknown as FastifyInstance
  const streams = createEventStreams()
  app.addHook('preClose', async () => streams.close())
  addErrors(app, desk.log)
  addGuard(app, options)
  await app.register(cookie)
  await app.register(rateLimit, callLimits(desk))
  addDeviceWrites(app, desk)
  addDeviceLife(app, desk, options.bundles)
  addDeviceAttachments(app, desk, attachmentFolder)
  addDeviceUpdates(app, desk, streams)
  addOpenApi(app)
  addEntry(app, desk, links, secure)
  addSignIn(app, desk, links, options)
  addDeskWork(app, desk, streams)
  addVisit(app, desk)
  addAttachments(app, desk, attachmentFolder)
  addCustomerCare(app, desk, {
    silentAfter: options.silentAfter,
    codeTail: options.codeTail,
    removeFiles: (refs) => removeFiles(attachmentFolder, refs),
  })
  addAccountCare(app, desk)
  addOverview(app, desk)
  addHooks(app, desk, adapters, worker)
  await addPage(app, options.pageFolder)
  return app
}
