import { join } from 'node:path'
import type { Settings } from '../../../main/contract/settings.ts'
import type { FollowUpdatesOptions } from '../../../main/hosts/electron/follow-updates.ts'
import { systemClock } from '../../../main/ports/clock.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { makeAppFolder } from './built-app.ts'
import { createFakeElectron } from './electron.ts'
import { installFakeElectron } from './hooks.ts'
import { createPageCore } from './page-core.ts'

export type DesktopSettings = {
  platform?: NodeJS.Platform
  packaged?: boolean
  publicKey?: string
  settings?: Partial<Settings>
  /** What the session bus says about a tray host. */
  trayHost?: string | Promise<string>
  /** See `isReplaceable`. */
  replaceable?: boolean
  /** Of the app. */
  version?: string
  /** Puts further files into the app's folder. */
  prepare?: (folder: string) => void
  loadUpdater?: FollowUpdatesOptions['loadUpdater']
}

/** The whole Electron host on the stand-in, with a core that only records: ready, tray drawn, no window yet. */
export const startFakeDesktop = async ({
  platform = 'linux',
  packaged = false,
  publicKey = '',
  loadUpdater,
  trayHost = '',
  settings = {},
  prepare,
  replaceable = true,
  version = '0.1.0',
}: DesktopSettings = {}) => {
  const app = await makeAppFolder()
  prepare?.(app.folder)
  const fake = createFakeElectron({ appPath: app.folder, packaged, paths: { userData: app.data } })
  installFakeElectron(fake.electron)
  const page = createPageCore()
  page.feed.change({ type: 'settings', settings: { ...page.feed.snapshot().settings, ...settings } })
  const lines: string[] = []
  const crashes: string[] = []
  const log = {
    ...silentLog,
    warn: (l: string) => void lines.push(l),
    error: (l: string) => void lines.push(l),
  }
  const { registerPageScheme } = await import('../../../main/hosts/electron/app-protocol.ts')
  const { noteStart } = await import('../../../main/hosts/electron/starts.ts')
  const { startDesktop } = await import('../../../main/hosts/electron/desktop.ts')
  registerPageScheme(fake.electron.protocol)
  fake.becomeReady()
  const desktop = startDesktop({
    electron: fake.electron,
    core: page.core,
    log,
    profile: null,
    platform,
    appFolder: app.folder,
    dataFolder: app.data,
    configFolder: app.data,
    program: '/opt/Otasuke Tray/otasuke-tray',
    applications: join(app.data, 'applications'),
    app: fake.electron.app,
    replaceable,
    updates: true,
    crashes: { note: (part, reason) => void crashes.push(`${part}: ${reason}`) },
    start: noteStart(app.data, version, log),
    clock: systemClock,
    run: { run: async () => ({ code: 0, stdout: await trayHost, stderr: '', problem: null }) },
    random: () => 0,
    resources: app.folder,
    publicKey,
    ...(loadUpdater ? { loadUpdater } : {}),
  })
  const tray = () => {
    const [only] = fake.world.trays
    if (!only) throw new Error('no tray')
    return only
  }
  /** The open window, once its page has loaded. */
  const window = async () => {
    const [only] = fake.world.windows
    if (!only) throw new Error('no window is open')
    await until(() => only.contents.preload !== null)
    return only
  }
  return { ...fake, ...page, app, desktop, lines, crashes, tray, window }
}

/** Polls until `condition` holds; fails after five seconds. */
export const until = async (condition: () => boolean): Promise<void> => {
  const end = performance.now() + 5000
  while (!condition()) {
    if (performance.now() > end) throw new Error(`still not: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
