import type { AppUpdater, UpdateInfo } from 'electron-updater'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { TrayState } from '../../present/tray-state.ts'
import { mayInstallAtQuit, mayInstallNow } from '../../present/update-policy.ts'
import { isSignedUpdate } from './signed-update.ts'

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
    | 'requestHeaders'
    | 'disableDifferentialDownload'
    | 'disableWebInstaller'
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
  /** The last version that did; going back never goes further. */
  good: string | null
  /** May this copy put a new version in its own place? Else updates are only told, never fetched. */
  replaceable: boolean
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
  /** The session of the PC ends: an installer that is started now would be killed half way. */
  sessionEnds: () => void
  /** Gets the version before (channel `previous`) and installs it at once. Resolves to false where that is not possible. */
  rollBack: () => Promise<boolean>
}

const firstCheck = 5 * 60_000
const checkEvery = 6 * 60 * 60_000
const lookEvery = 10 * 60_000

const isOlder = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true }) < 0

export const createUpdates = (options: UpdatesOptions): Updates => {
  const { updater, clock, log, random, overall, idle, publicKey, bad, good, replaceable } = options
  const { onNewest, onWaiting } = options
  let ending = false
  let waiting: string | null = null
  let goingBack = false
  updater.logger = { info: log.info, warn: log.warn, error: log.error }
  updater.autoDownload = replaceable
  // There are no block maps, and no installer that fetches the rest of itself.
  updater.disableDifferentialDownload = true
  updater.disableWebInstaller = true
  // Whether this PC belongs to the first part of a staged roll-out is decided here: the server needs no name for it.
  updater.requestHeaders = { 'x-user-staging-id': '-' }
  // Staged roll-out is electron-updater's own `stagingPercentage`, asked before this.
  updater.isUpdateSupported = (info) => {
    if (bad.includes(info.version)) return false
    if (!isSignedUpdate(info, publicKey)) {
      log.error(`refused update ${info.version}: not signed with the key of this build`)
      return false
    }
    // Old versions have known holes: nobody may use a roll-back to bring in one that this PC has long left.
    const tooOld = goingBack && good !== null && isOlder(info.version, good)
    if (tooOld) log.error(`refused to go back to ${info.version}: ${good} did start here`)
    return !tooOld
  }
  const refresh = () => {
    updater.autoInstallOnAppQuit = replaceable && !ending && mayInstallAtQuit(overall())
  }
  refresh()
  const check = () => {
    updater
      .checkForUpdates()
      .then((found) => found?.downloadPromise)
      .catch((error: unknown) => log.warn(`looking for updates failed: ${String(error)}`))
  }
  const install = () => {
    // Once: the library would start its installer again at every second call. What fails is found anew at the next look.
    waiting = null
    updater.quitAndInstall(true, true)
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
    if (goingBack) return install()
    // electron-updater looks once, right after this, whether it may ever install at quit; `refresh` says so from then on.
    updater.autoInstallOnAppQuit = true
    queueMicrotask(refresh)
    onWaiting(version)
  })
  return {
    start() {
      clock.after(firstCheck * (1 + random()), check)
      clock.every(checkEvery * (0.9 + random() / 5), check)
      clock.every(lookEvery, () => {
        if (
          waiting !== null &&
          !ending &&
          mayInstallNow({ overall: overall(), now: new Date(clock.now()), idle: idle() })
        )
          install()
      })
    },
    refresh,
    installNow() {
      if (waiting === null || !mayInstallAtQuit(overall())) return false
      install()
      return true
    },
    sessionEnds() {
      ending = true
      refresh()
    },
    rollBack() {
      if (!replaceable) return Promise.resolve(false)
      goingBack = true
      updater.channel = 'previous'
      updater.allowDowngrade = true
      updater.autoDownload = true
      return new Promise((resolve) => {
        updater.on('update-downloaded', () => resolve(true))
        updater.on('update-not-available', () => resolve(false))
        updater.on('error', () => resolve(false))
        check()
      })
    },
  }
}
