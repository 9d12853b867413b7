import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../ports/log.ts'
import type { ScreenPicture } from '../../ports/screen-picture.ts'
import type { ElectronApi } from './electron-api.ts'

export type ScreenPictureOptions = {
  electron: Pick<ElectronApi, 'desktopCapturer' | 'screen' | 'systemPreferences' | 'BrowserWindow'>
  platform: NodeJS.Platform
  log: Log
  /** Milliseconds until a hidden window is off the screen. */
  settle?: number
}

/**
 * Pictures of the screens through Electron. Our own window steps aside for the moment: the clerk wants to show what lies
 * behind it. macOS asks its user once for the right to record the screen; without it every picture would be empty.
 */
export const createScreenPicture =
  ({ electron, platform, log, settle = 400 }: ScreenPictureOptions): ScreenPicture =>
  async () => {
    const { desktopCapturer, screen, systemPreferences, BrowserWindow } = electron
    if (platform === 'darwin' && systemPreferences.getMediaAccessStatus('screen') === 'denied') return []
    const displays = screen.getAllDisplays()
    const primary = String(screen.getPrimaryDisplay().id)
    const shown = BrowserWindow.getAllWindows().filter((w) => w.isVisible() && !w.isMinimized())
    try {
      for (const w of shown) w.hide()
      if (shown.length > 0) await pause(settle)
      // In real pixels of the largest screen; smaller ones come in their own shape.
      const width = Math.max(...displays.map((d) => Math.round(d.size.width * d.scaleFactor)))
      const height = Math.max(...displays.map((d) => Math.round(d.size.height * d.scaleFactor)))
      const sources = await desktopCapturer.getSources({
        types: ['screen'],
        thumbnailSize: { width, height },
        fetchWindowIcons: false,
      })
      return sources
        .filter((s) => !s.thumbnail.isEmpty())
        .sort((a, b) => Number(b.display_id === primary) - Number(a.display_id === primary))
        .map((s) => s.thumbnail.toPNG())
    } catch (error) {
      log.warn(`no picture of the screen: ${String(error)}`)
      return []
    } finally {
      for (const w of shown) if (!w.isDestroyed()) w.show()
    }
  }
