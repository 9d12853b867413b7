import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { App, PowerMonitor } from 'electron'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { TrayState } from '../../present/tray-state.ts'
import type { Start } from './starts.ts'
import { createUpdates, type Updates, type UpdatesOptions } from './updates.ts'

/** This build, its update server and this start of it. */
export type UpdateBuild = {
  app: Pick<App, 'isPackaged'>
  clock: Clock
  log: Log
  random: () => number
  /** Electron's `resources` folder; holds `app-update.yml` in a build that has an update server. */
  resources: string
  publicKey: string
  start: Start
  /** See `isReplaceable`. */
  replaceable: boolean
  /** Default: electron-updater, loaded only where it is used. */
  loadUpdater?: (() => Promise<UpdatesOptions['updater']>) | undefined
}

export type FollowUpdatesOptions = UpdateBuild & {
  powerMonitor: Pick<PowerMonitor, 'getSystemIdleTime'>
  overall: () => TrayState
  onNewest: (version: string) => void
  onWaiting: (version: string) => void
}

const electronUpdater = async (): Promise<UpdatesOptions['updater']> => {
  const library = await import('electron-updater')
  return ('default' in library ? (library.default as typeof library) : library).autoUpdater
}

type Heard = Pick<UpdatesOptions, 'overall' | 'idle' | 'onNewest' | 'onWaiting'>

const openUpdates = async (build: UpdateBuild, heard: Heard): Promise<Updates | null> => {
  const { app, resources, publicKey, start, loadUpdater = electronUpdater } = build
  if (!app.isPackaged || publicKey === '' || !existsSync(join(resources, 'app-update.yml'))) return null
  const { bad, good } = start.journal
  return createUpdates({ ...build, ...heard, bad, good, updater: await loadUpdater() })
}

/** Starts looking for updates; null where this build has no updates. */
export const followUpdates = async (options: FollowUpdatesOptions): Promise<Updates | null> => {
  const { powerMonitor } = options
  const updates = await openUpdates(options, { ...options, idle: () => powerMonitor.getSystemIdleTime() })
  updates?.start()
  return updates
}

/**
 * This version did not start twice: fetches the version before and lets it take this one's place. Works without anything
 * of the app that may be what does not start. Resolves to false where there is no way back; never rejects.
 */
export const goBack = async (build: UpdateBuild): Promise<boolean> => {
  const { start, log } = build
  log.error(`version ${start.journal.version} did not start; going back to ${start.journal.good}`)
  try {
    const nobody: Heard = { overall: () => 'blind', idle: () => 0, onNewest() {}, onWaiting() {} }
    return (await (await openUpdates(build, nobody))?.rollBack()) ?? false
  } catch (error) {
    log.error(`going back failed: ${String(error)}`)
    return false
  }
}
