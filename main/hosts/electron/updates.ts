import type { AppUpdater, UpdateInfo } from 'electron-updater'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import { checkSigned } from '../../ports/signed-file.ts'
import type { TrayState } from '../../present/tray-state.ts'
import { mayInstallAtQuit, mayInstallNow } from '../../present/update-policy.ts'

export type UpdatesOptions = {
  updater: Pick<
    AppUpdater,
    | 'on'
    | 'checkForUpdates'
    | 'quitAndInstall'
    | 'autoDownload'
    | 'autoInstallOnAppQuit'
    | 'allowDowngrade'
    | 'isUpdateSupported'
    | 'logger'
    | 'channel'
  >
  clock: Clock
  log: Log
  random: () => number
  overall: () => TrayState
  /** Seconds since the last touch of keyboard or mouse. */
  idle: () => number
  /** PEM of the build. */
  publicKey: string
  /** Versions that did not start here. */
  bad: readonly string[]
  /** The newest version that the provider has published and signed. */
  onNewest: (version: string) => void
  /** An update lies ready. */
  onWaiting: (version: string) => void
}

/** Updates from the provider's own server, taken at quit or at night. */
export type Updates = {
  start: () => void
  /** The state has changed: an urgent incident holds every update back. */
  refresh: () => void
  /** The user asks for it now. False while an urgent incident is open. */
  installNow: () => boolean
  /** Gets the version before (channel `previous`) and installs it at once. */
  rollBack: () => void
}

const firstCheck = 5 * 60_000
const checkEvery = 6 * 60 * 60_000
const lookEvery = 10 * 60_000

/** What the provider signs of an update: its version and the hash of each file, as they stand in the update's YAML. */
export const updateBytes = (info: Pick<UpdateInfo, 'version' | 'files'>): Buffer =>
  Buffer.from([info.version, ...info.files.map((f) => `${f.sha512} ${f.url}`)].join('\n'))

/** Does the update carry `otasukeSignature`, made with the key of this build over exactly these files? Pure. */
export const isSignedUpdate = (info: UpdateInfo, publicKey: string): boolean => {
  const { otasukeSignature } = info as { otasukeSignature?: unknown }
  const text = typeof otasukeSignature === 'string' ? otasukeSignature : null
  return publicKey !== '' && checkSigned('update', updateBytes(info), text, publicKey, 0).ok
}

export const createUpdates = (options: UpdatesOptions): Updates => {
  const { updater, clock, log, random, overall, idle, publicKey, bad, onNewest, onWaiting } = options
  let waiting: string | null = null
  let goingBack = false
  updater.logger = { info: log.info, warn: log.warn, error: log.error }
  updater.autoDownload = true
  updater.autoInstallOnAppQuit = mayInstallAtQuit(overall())
  // Staged roll-out is electron-updater's own `stagingPercentage`, asked before this.
  updater.isUpdateSupported = (info) => {
    if (bad.includes(info.version)) return false
    const signed = isSignedUpdate(info, publicKey)
    if (!signed) log.error(`refused update ${info.version}: not signed with the key of this build`)
    return signed
  }
  const refresh = () => {
    updater.autoInstallOnAppQuit = mayInstallAtQuit(overall())
  }
  const check = () => {
    updater
      .checkForUpdates()
      .catch((error: unknown) => log.warn(`looking for updates failed: ${String(error)}`))
  }
  updater.on('error', (error) => log.warn(`update: ${error.message}`))
  const found = (info: UpdateInfo) => {
    if (!goingBack && isSignedUpdate(info, publicKey)) onNewest(info.version)
  }
  updater.on('update-available', found)
  updater.on('update-not-available', found)
  updater.on('update-downloaded', ({ version }) => {
    waiting = version
    log.info(`update ${version} lies ready`)
    if (goingBack) updater.quitAndInstall(true, true)
    else onWaiting(version)
  })
  return {
    start() {
      clock.after(firstCheck * (1 + random()), check)
      clock.every(checkEvery * (0.9 + random() / 5), check)
      clock.every(lookEvery, () => {
        if (
          waiting !== null &&
          mayInstallNow({ overall: overall(), now: new Date(clock.now()), idle: idle() })
        )
          updater.quitAndInstall(true, true)
      })
    },
    refresh,
    installNow() {
      if (waiting === null || !mayInstallAtQuit(overall())) return false
      updater.quitAndInstall(true, true)
      return true
    },
    rollBack() {
      goingBack = true
      updater.channel = 'previous'
      updater.allowDowngrade = true
      check()
    },
  }
}
