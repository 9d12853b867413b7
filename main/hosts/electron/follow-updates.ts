import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { App, PowerMonitor } from 'electron'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { TrayState } from '../../present/tray-state.ts'
import type { Start } from './starts.ts'
import { createUpdates, type Updates, type UpdatesOptions } from './updates.ts'

export type FollowUpdatesOptions = {
  app: Pick<App, 'isPackaged'>
  powerMonitor: Pick<PowerMonitor, 'getSystemIdleTime'>
  clock: Clock
  log: Log
  random: () => number
  /** Electron's `resources` folder; holds `app-update.yml` in a build that has an update server. */
  resources: string
  publicKey: string
  start: Start
  overall: () => TrayState
  onNewest: (version: string) => void
  onWaiting: (version: string) => void
  /** Default: electron-updater, loaded only where it is used. */
  loadUpdater?: () => Promise<UpdatesOptions['updater']>
}

const electronUpdater = async (): Promise<UpdatesOptions['updater']> => {
  const library = await import('electron-updater')
  return ('default' in library ? (library.default as typeof library) : library).autoUpdater
}

/** Starts looking for updates, or goes back when this version did not start twice; null where this build has no updates. */
export const followUpdates = async (options: FollowUpdatesOptions): Promise<Updates | null> => {
  const {
    app,
    powerMonitor,
    resources,
    publicKey,
    start,
    log,
    loadUpdater = electronUpdater,
    ...rest
  } = options
  if (!app.isPackaged || publicKey === '' || !existsSync(join(resources, 'app-update.yml'))) return null
  const updates = createUpdates({
    ...rest,
    log,
    publicKey,
    updater: await loadUpdater(),
    idle: () => powerMonitor.getSystemIdleTime(),
    bad: start.journal.bad,
  })
  if (start.rollBack) {
    log.error(`version ${start.journal.version} did not start; going back to ${start.journal.good}`)
    updates.rollBack()
  } else updates.start()
  return updates
}
