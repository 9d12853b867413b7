import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import type { Desk } from './context.ts'
import { openSqliteStore } from './database/sqlite-store.ts'
import type { Store } from './database/store.ts'
import type { DeskLog } from './log.ts'
import { createOneTimeLinks } from './operator/one-time-links.ts'
import { newSecret } from './secrets.ts'

export type StartDeskOptions = {
  /** Folder of the desk's own records; made when missing. */
  dataDir: string
  host?: string
  /** 0: any free one. */
  port?: number
  practice: boolean
  name: string
  phone?: string
  log: DeskLog
  /** Folder of the built page; default: where `vite build` puts it. */
  pageFolder?: string
}

export type RunningDesk = {
  url: string
  /** Link to print at the start: opens the operator's page once. */
  operatorUrl: string
  /** A new link of that kind. */
  operatorLink: () => string
  stop: () => Promise<void>
}

const deskKey = async ({ db }: Store): Promise<string> => {
  await db
    .insertInto('setting')
    .values({ name: 'key', value: newSecret() })
    .onConflict((c) => c.column('name').doNothing())
    .execute()
  return (await db.selectFrom('setting').select('value').where('name', '=', 'key').executeTakeFirstOrThrow())
    .value
}

const isLoopback = (host: string): boolean =>
  host === '::1' || host === 'localhost' || host.startsWith('127.')

// Seen from the sources, and from the bundle in `out/main/`.
const builtPage = (): string => {
  const places = ['../out/desk', '../desk', '../../desk'].map((p) =>
    fileURLToPath(new URL(p, import.meta.url)),
  )
  return places.find((p) => existsSync(join(p, 'index.html'))) ?? places[0]!
}

/** Starts a desk. Rejects where the folder cannot be used, the port is taken, or a practice desk would be public. */
export const startDesk = async (options: StartDeskOptions): Promise<RunningDesk> => {
  const {
    dataDir,
    host = '127.0.0.1',
    port = 0,
    practice,
    name,
    phone = '',
    log,
    pageFolder = builtPage(),
  } = options
  if (!isLoopback(host)) throw new Error('without TLS a desk listens on this PC only (127.0.0.1)')
  const store = openSqliteStore(dataDir, log)
  try {
    const links = createOneTimeLinks()
    const key = await deskKey(store)
    const desk: Desk = { store, log, now: () => new Date().toISOString(), practice, name, phone, key }
    let hosts: string[] = []
    const app = await createApp(desk, { links, hosts: () => hosts, secure: false, pageFolder })
    const url = await app.listen({ host, port })
    const bound = new URL(url).port
    hosts = [`127.0.0.1:${bound}`, `localhost:${bound}`, `[::1]:${bound}`]
    const operatorLink = () => (practice ? `${url}/operator/open?once=${links.make()}` : `${url}/operator/`)
    return {
      url,
      operatorUrl: operatorLink(),
      operatorLink,
      async stop() {
        await app.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
