import type { BrowserWindow } from 'electron'
import type { Log } from '../../ports/log.ts'
import { placeWindow } from '../../present/window-place.ts'
import type { ElectronApi, WebContents } from './electron-api.ts'
import { pageUrl } from './page-address.ts'
import type { WindowMemory } from './window-memory.ts'

/** The one window. There is no renderer process while it is closed. */
export type PageWindow = {
  /** Opens it, or brings the open one to the front. */
  show: () => void
  /**
   * The same over a page that fills the screen: on top of everything for some minutes, never larger than usual, and as easy
   * to close or to minimise as ever.
   */
  showOver: () => void
  close: () => void
  /** Its page; null while no window is open. */
  contents: () => WebContents | null
}

export type PageWindowOptions = {
  electron: Pick<ElectronApi, 'BrowserWindow' | 'screen'>
  memory: WindowMemory
  log: Log
  title: string
  /** Absolute path of the bundled bridge. */
  preload: string
  /** Absolute path of the window's icon; null where the program file carries it. */
  icon: string | null
  /** The page's process ended unexpectedly. */
  onGone: (reason: string) => void
  now: () => number
}

const usual = { width: 1080, height: 760 }
/** How long (ms) the window stays on top of what fills the screen. */
const overFor = 5 * 60_000
/** A page that falls over twice within this time is not opened a third time by itself. */
const crashPause = 60_000

export const createPageWindow = (options: PageWindowOptions): PageWindow => {
  const { electron, memory, log, title, preload, icon, onGone, now } = options
  let window: BrowserWindow | null = null
  let lastCrash = Number.NEGATIVE_INFINITY

  const remember = (w: BrowserWindow) => {
    if (!w.isDestroyed()) memory.write(w.getNormalBounds())
  }
  const create = (): BrowserWindow => {
    const { screen } = electron
    const primary = screen.getPrimaryDisplay()
    const others = screen.getAllDisplays().filter((d) => d.id !== primary.id)
    const place = placeWindow(
      memory.read(),
      [primary, ...others].map((d) => d.workArea),
      usual,
    )
    const w = new electron.BrowserWindow({
      ...place,
      minWidth: 360,
      minHeight: 480,
      title,
      show: false,
      autoHideMenuBar: true,
      ...(icon ? { icon } : {}),
      webPreferences: {
        preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    })
    w.once('ready-to-show', () => w.show())
    w.on('close', () => remember(w))
    w.on('closed', () => {
      if (window === w) window = null
    })
    w.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      log.error(`the page ended: ${reason} (${exitCode})`)
      if (reason !== 'clean-exit') onGone(`${reason} (${exitCode})`)
      const again = now() - lastCrash > crashPause
      lastCrash = now()
      if (window === w) window = null
      if (!w.isDestroyed()) w.destroy()
      // The tray lives on in any case; somebody who was reading gets the page back once.
      if (again && reason !== 'clean-exit') show()
    })
    w.loadURL(pageUrl).catch((error: unknown) => log.error(`the page did not load: ${String(error)}`))
    return w
  }
  const show = () => {
    if (!window || window.isDestroyed()) {
      window = create()
      return
    }
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  let overEnd: NodeJS.Timeout | undefined
  // The system shows no notifications while a program fills the screen, and lets nobody take the focus from it.
  const showOver = () => {
    show()
    const w = window
    if (!w || w.isDestroyed()) return
    const over = (yes: boolean) => {
      w.setAlwaysOnTop(yes, 'screen-saver')
      // macOS: a full-screen window has a desktop of its own.
      w.setVisibleOnAllWorkspaces(yes, { visibleOnFullScreen: yes })
    }
    over(true)
    w.moveTop()
    clearTimeout(overEnd)
    overEnd = setTimeout(() => {
      if (!w.isDestroyed()) over(false)
    }, overFor)
    overEnd.unref()
  }
  return {
    show,
    showOver,
    close: () => window?.close(),
    contents: () => (window && !window.isDestroyed() ? window.webContents : null),
  }
}
