import { join } from 'node:path'
import type { PracticeDesk } from './core.ts'
import type { Log } from './ports/log.ts'

/**
 * Starts the reference desk on this PC for practice. Loaded only when it is wanted, so that a customer's PC with a
 * real desk never carries a server's code in memory.
 */
export const startPracticeDesk = async (
  dataDir: string,
  name: string,
  log: Log,
  port = 0,
): Promise<PracticeDesk> => {
  const { startDesk } = await import('../desk/server.ts')
  const desk = await startDesk({
    dataDir: join(dataDir, 'practice-desk'),
    host: '127.0.0.1',
    port,
    practice: true,
    name,
    log,
  })
  return { url: desk.url, name, operatorLink: desk.operatorLink, stop: desk.stop }
}

/** A desk as it runs alone. */
export type StandaloneDesk = Pick<PracticeDesk, 'url' | 'operatorLink' | 'stop'>

export type ProviderDeskOptions = {
  port?: number | undefined
  databaseUrl?: string | undefined
  newAdmin?: true | undefined
  backedUp?: true | undefined
}

/** Starts a provider's desk over the `desk.yaml` in `dataDir`; `port` and `databaseUrl` go before what is written there. */
export const startProviderDesk = async (
  dataDir: string,
  log: Log,
  { port, databaseUrl, newAdmin, backedUp }: ProviderDeskOptions,
): Promise<StandaloneDesk> => {
  const { startDesk } = await import('../desk/server.ts')
  return startDesk({
    dataDir,
    practice: false,
    name: '',
    log,
    ...(port === undefined ? {} : { port }),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(newAdmin ? { newAdmin } : {}),
    ...(backedUp ? { backedUp } : {}),
  })
}
