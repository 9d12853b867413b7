import type { ElectronApi } from './electron-api.ts'

/**
 * Calls `onEnd` when the user signs out of Windows or the system goes down. Windows tells only windows so, and the app has none open
 * most of the time: one that is never shown, and has no page and so no renderer process, hears it (Electron's `session-end`).
 * Elsewhere `powerMonitor` and the quit event tell.
 */
export const followSessionEnd = (
  { app, BaseWindow }: Pick<ElectronApi, 'app' | 'BaseWindow'>,
  platform: NodeJS.Platform,
  onEnd: () => void,
): void => {
  if (platform !== 'win32') return
  const hearer = new BaseWindow({ show: false, skipTaskbar: true, focusable: false, width: 1, height: 1 })
  hearer.on('session-end', onEnd)
  app.on('will-quit', () => hearer.destroy())
}
