import { join } from 'node:path'
import type { Profile } from '../../contract/profile.ts'
import { createText } from '../../contract/text.ts'
import type { Core } from '../../core.ts'
import type { CrashReports } from '../../ports/crash-reports.ts'
import type { RunCommand } from '../../ports/run-command.ts'
import { keepMemorySmall } from '../../ports/settle-memory.ts'
import { followTrayHost } from '../../ports/tray-host.ts'
import { type TrayAction, trayModel } from '../../present/tray-model.ts'
import { trayStateOf } from '../../present/tray-state.ts'
import { servePage } from './app-protocol.ts'
import { setAutostart } from './autostart.ts'
import { bindIpc } from './bind-ipc.ts'
import { keepStartMenuEntry } from './desktop-entry.ts'
import type { ElectronApi } from './electron-api.ts'
import { followUpdates, type UpdateBuild } from './follow-updates.ts'
import { harden } from './harden.ts'
import { createLinkOpener, officialHosts } from './links.ts'
import { followPower } from './power.ts'
import { askToQuit, stopBeforeQuit } from './quit.ts'
import { followSessionEnd } from './session-end.ts'
import { readStartArguments } from './start-arguments.ts'
import { createTrayView } from './tray.ts'
import type { Updates } from './updates.ts'
import { createPageWindow, type PageWindow } from './window.ts'
import { openWindowMemory } from './window-memory.ts'

export type DesktopOptions = UpdateBuild & {
  electron: ElectronApi
  core: Core
  profile: Profile | null
  platform: NodeJS.Platform
  /** Folder that holds `out/` and `assets/`: the repository, or the packaged archive. */
  appFolder: string
  dataFolder: string
  configFolder: string
  /** Linux: where the user's own start-menu entries lie. */
  applications: string
  program: string
  run: Pick<RunCommand, 'run'>
  crashes: Pick<CrashReports, 'note'>
  /** Look for updates; not while another version is on its way. */
  updates: boolean
}

/** The core on the desktop: tray, window, page, links, power, autostart. */
export type Desktop = Pick<PageWindow, 'showOver'> & { showPage: () => void }

/** Joins core and Electron. Runs after `ready` and before `core.start`. */
export const startDesktop = (options: DesktopOptions): Desktop => {
  const { electron, core, log, profile, platform, appFolder, dataFolder, configFolder, program } = options
  const { start, crashes } = options
  const { app, session, ipcMain, powerMonitor, shell, nativeTheme } = electron
  const text = () => createText(core.snapshot().settings.language)
  const practiceOrigin = () => {
    const link = core.operatorLink()
    return link === null ? null : new URL(link).origin
  }
  const openLink = createLinkOpener(shell, log, () => ({
    hosts: [...officialHosts, ...(profile?.desk.url ? [new URL(profile.desk.url).hostname] : [])],
    practiceOrigin: practiceOrigin(),
  }))
  harden(app, session.defaultSession, openLink, log)
  servePage(session.defaultSession.protocol, join(appFolder, 'out/renderer'), log)
  const window = createPageWindow({
    electron,
    memory: openWindowMemory(dataFolder),
    log,
    title: text()('common.appName'),
    preload: join(appFolder, 'out/preload/preload.cjs'),
    icon: platform === 'linux' ? join(appFolder, 'assets/icons/icon.png') : null,
    onGone: (reason) => crashes.note('page', reason),
    now: Date.now,
  })
  const endIpc = bindIpc({ ipcMain, core, log, page: window.contents })
  const act = (action: TrayAction): void => {
    if (action.type === 'page') {
      window.show()
      core.show(action.page, action.id)
    } else if (action.type === 'close-screen') {
      // First the page that fills the screen goes; then ours can be seen, and says that a screen alone is no infection.
      void Promise.resolve(core.handlers['screen.close'](null))
        .catch((error: unknown) => log.error(`the full-screen page could not be closed: ${String(error)}`))
        .finally(() => {
          // It may be there still, and the answer must not lie behind it.
          window.showOver()
          core.show('help', 'fake-warning')
        })
    } else if (action.type === 'operator') openLink(core.operatorLink() ?? '')
    else if (action.type === 'install-update') updates?.installNow()
    else if (action.type === 'quit')
      void askToQuit(electron, text()).then((yes) => {
        if (!yes) return
        leaving = 'quit'
        app.quit()
      })
  }
  const tray = createTrayView({ electron, platform, assets: join(appFolder, 'assets'), onAction: act })
  // What ends the app without its user's wish is the PC's end, or a new version that comes at once.
  let leaving: 'off' | 'quit' = 'off'
  let updates: Updates | null = null
  let update: string | null = null
  const endWithSession = () => {
    updates?.sessionEnds()
    app.quit()
  }
  const draw = () =>
    tray.draw(trayModel(core.snapshot(), text(), { operator: core.operatorLink() !== null, update }))
  const applySettings = () => {
    const { autostart, theme } = core.snapshot().settings
    nativeTheme.themeSource = theme
    try {
      setAutostart(autostart, { app, platform, name: text()('common.appName'), program, configFolder })
    } catch (error) {
      log.warn(`autostart could not be set: ${String(error)}`)
    }
  }
  const endPushes = core.onPush((name, data) => {
    if (name !== 'state.changed') return
    draw()
    updates?.refresh()
    if (!('type' in data)) return
    if (data.type === 'settings') applySettings()
    if (data.type === 'notice-gone' && start.news && data.id.startsWith(`${start.news.code}:`))
      start.closedNews()
  })
  if (start.news) core.say(start.news.code, start.news.params)
  draw()
  applySettings()
  // A package brings its own entry and lies where only root may write.
  if (platform === 'linux' && app.isPackaged && options.replaceable)
    try {
      const icon = join(appFolder, 'assets/icons/icon.png')
      const { applications } = options
      keepStartMenuEntry({ name: text()('common.appName'), program, applications, icon, dataFolder })
    } catch (error) {
      log.warn(`the start menu's entry could not be written: ${String(error)}`)
    }
  followPower(
    powerMonitor,
    {
      onSleep: core.sleeps,
      onWake: () => {
        void core.handlers['desk.retry'](null)
        core.wake()
      },
      onShutdown: endWithSession,
    },
    log,
  )
  followSessionEnd(electron, platform, endWithSession)
  const endTrayHost =
    platform === 'linux'
      ? followTrayHost(options.run, options.clock, (there) => {
          if (there) tray.renew()
          // Without a tray the window is the only way to the app, so that it shows itself.
          else if (core.snapshot().settings.firstRunDone) window.show()
          if (!there) log.warn('this desktop shows no tray icons')
        })
      : () => {}
  if (options.updates)
    followUpdates({
      ...options,
      powerMonitor,
      overall: () => trayStateOf(core.snapshot()),
      onNewest: core.newestVersion,
      onWaiting(version) {
        update = version
        core.say('update-waiting', { version })
        draw()
      },
    })
      .then((started) => {
        updates = started
      })
      .catch((error: unknown) => log.error(`updates do not work: ${String(error)}`))
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // The probe tells of itself.
    if (type !== 'Utility' && reason !== 'clean-exit') crashes.note('app', `${type}: ${reason} (${exitCode})`)
  })
  keepMemorySmall(options.clock)
  // On a PC-wide installation Windows starts the app twice at sign-in: by the PC's entry and by the user's own.
  app.on('second-instance', (_event, argv) => {
    if (!readStartArguments(argv).hidden) window.show()
  })
  app.on('activate', window.show)
  stopBeforeQuit(
    app,
    async () => {
      endPushes()
      endTrayHost()
      endIpc()
      await core.stop(leaving)
      tray.destroy()
    },
    log,
  )
  return { showPage: window.show, showOver: window.showOver }
}
