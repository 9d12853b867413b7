import type { CorePorts } from '../../core.ts'
import type { CrashReports } from '../../ports/crash-reports.ts'
import { platformNotifier } from '../../ports/os-notifier.ts'
import type { Paths } from '../../ports/paths.ts'
import { nodePorts } from '../../setup.ts'
import type { ElectronApi } from './electron-api.ts'
import { createElectronNotifier } from './notifier.ts'
import { createScreenPicture } from './screen-picture.ts'
import { createSafeSecrets } from './secrets.ts'
import { openElectronSettings } from './settings-store.ts'

/** The world as the desktop app sees it: Node's, with Electron's own notifications, settings and secrets. After `ready`. */
export const createDesktopPorts = (
  electron: ElectronApi,
  paths: Paths,
  platform: NodeJS.Platform,
  crashes: CrashReports,
): CorePorts => {
  const notifier = platform === 'linux' ? platformNotifier('linux') : createElectronNotifier(electron)
  const plain = nodePorts(paths, notifier, crashes)
  return {
    ...plain,
    settings: openElectronSettings(paths.data),
    secrets: createSafeSecrets(electron.safeStorage, plain.secrets, plain.log),
    screenPicture: createScreenPicture({ electron, platform, log: plain.log }),
  }
}
