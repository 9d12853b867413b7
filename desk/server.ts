import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAdapter } from './adapters/registry.ts'
import { createApp } from './app.ts'
import { createBundles } from './bundles.ts'
import { type DeskConfig, deskConfigSchema, readDeskConfig } from './config.ts'
import type { Desk } from './context.ts'
import { openSqliteStore } from './database/sqlite-store.ts'
import type { Store } from './database/store.ts'
import { startHandover } from './handover/worker.ts'
import type { DeskLog } from './log.ts'
import { startMaintenance } from './maintenance.ts'
import { createOneTimeLinks } from './operator/one-time-links.ts'
import { newSecret } from './secrets.ts'
import { anyAccount } from './store/accounts.ts'
import { activeTokens } from './store/devices.ts'
import { readTls } from './tls.ts'

export type StartDeskOptions = {
  /** Folder of the desk's own records; made when missing. With a `desk.yaml` in it, that one is followed. */
  dataDir: string
  host?: string
  /** 0: any free one. */
  port?: number
  /** A desk for practice on this PC; a `desk.yaml` makes it a real one all the same. */
  practice: boolean
  name: string
  phone?: string
  log: DeskLog
  /** `postgres://…`; default: SQLite in `dataDir`. */
  databaseUrl?: string
  /** Folder of the built page; default: where `vite build` puts it. */
  pageFolder?: string
  /** Print a link that makes one more administrator (a lost password). */
  newAdmin?: boolean
  /** The operator has backed up PostgreSQL by themselves: its schema may change without the desk's own copy. */
  backedUp?: boolean
  /** ISO 8601, UTC; for tests with a wrong clock. */
  now?: () => string
}

export type RunningDesk = {
  url: string
  /** Link to print at the start: opens the practice desk's page once, or makes the first account of a real desk. */
  operatorUrl: string
  /** A new link of that kind; a real desk that is set up has a plain address. */
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

const openStore = async ({ databaseUrl, dataDir, log, backedUp }: StartDeskOptions): Promise<Store> => {
  if (!databaseUrl) return openSqliteStore(dataDir, log)
  const { openPostgresStore } = await import('./database/postgres-store.ts')
  const { dumpBefore } = await import('./database/postgres-dump.ts')
  return openPostgresStore(databaseUrl, log, backedUp ? null : dumpBefore(databaseUrl, dataDir))
}

const configOf = ({ dataDir, host, port, name, phone = '' }: StartDeskOptions): DeskConfig => {
  const config = readDeskConfig(dataDir) ?? deskConfigSchema.parse({ name, phone, port: 0 })
  return { ...config, host: host ?? config.host, port: port ?? config.port }
}

/** Starts a desk. Rejects where the folder cannot be used, the port is taken, or it would be public without TLS. */
export const startDesk = async (options: StartDeskOptions): Promise<RunningDesk> => {
  const {
    dataDir,
    log,
    pageFolder = builtPage(),
    now = () => new Date().toISOString(),
    newAdmin = false,
  } = options
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const practice = options.practice && !existsSync(join(dataDir, 'desk.yaml'))
  const config = configOf(options)
  const tls = readTls(dataDir, config.tls)
  if (!tls && !isLoopback(config.host))
    throw new Error('without TLS a desk listens on this PC only (127.0.0.1)')
  const attachmentFolder = join(dataDir, 'attachments')
  const adapters = await Promise.all(config.handover.map(createAdapter))
  const store = await openStore(options)
  const close: (() => unknown)[] = [() => store.close()]
  const stop = async () => {
    for (const end of close.toReversed()) await end()
  }
  try {
    const desk: Desk = {
      store,
      log,
      now,
      practice,
      name: config.name,
      phone: config.phone,
      key: await deskKey(store),
      knownTokens: await activeTokens(store.db),
    }
    const links = createOneTimeLinks()
    const worker = startHandover(desk, adapters, attachmentFolder)
    close.push(() => worker.stop(), startMaintenance(desk, attachmentFolder, config.keepMonths))
    let hosts: string[] = []
    const app = await createApp(desk, {
      links,
      hosts: () => hosts,
      tls: tls && { key: tls.key, cert: tls.cert },
      secure: tls !== null || (config.url?.startsWith('https:') ?? false),
      trustProxy: config.trustProxy,
      pageFolder,
      attachmentFolder,
      bundles: createBundles(dataDir, log),
      adapters,
      worker,
      silentAfter: config.silentAfterMinutes,
      codeTail: tls?.pin ?? '',
      newAdmin,
    })
    close.push(() => app.close())
    const bound = await app.listen({ host: config.host, port: config.port })
    const { port } = new URL(bound)
    const url =
      config.url?.replace(/\/+$/, '') ?? (isLoopback(config.host) ? bound : `https://localhost:${port}`)
    const local = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
    // A LAN address without a name given is taken as it comes: there TLS with the pinned key tells who is who.
    hosts = isLoopback(config.host) || config.url ? [...local, new URL(url).host] : []
    const needsSetup = !practice && (newAdmin || !(await anyAccount(store.db)))
    const operatorLink = () =>
      practice
        ? `${url}/operator/open?once=${links.make()}`
        : needsSetup
          ? `${url}/operator/#/setup/${links.make()}`
          : `${url}/operator/`
    return { url, operatorUrl: operatorLink(), operatorLink, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
