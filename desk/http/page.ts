import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Serves the built operator's page; without a build it says so in one line. */
export const addPage = async (app: FastifyInstance, folder: string): Promise<void> => {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/operator/', async (_, reply) =>
      reply.status(503).type('text/plain').send('The page is not built: npm run build\n'),
    )
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/operator/',
    cacheControl: false,
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        path.includes('assets') ? 'max-age=31536000, immutable' : 'no-store',
      ),
  })
}
