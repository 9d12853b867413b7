import type { App } from 'electron'
import type { Text } from '../../contract/text.ts'
import type { Log } from '../../ports/log.ts'
import type { ElectronApi } from './electron-api.ts'

/** Asks whether watching shall really end; the safe answer is the one that Enter and Escape give. */
export const askToQuit = async ({ dialog }: Pick<ElectronApi, 'dialog'>, text: Text): Promise<boolean> => {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: text('common.appName'),
    message: text('tray.quitTitle'),
    detail: text('tray.quitDetail'),
    buttons: [text('tray.quitNo'), text('tray.quitYes')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/**
 * Lets nothing end the app before `stop` has stored everything; a `stop` that hangs is given up after `patience` ms.
 * Closing the window never ends the app.
 */
export const stopBeforeQuit = (
  app: Pick<App, 'on' | 'quit'>,
  stop: () => Promise<void>,
  log: Log,
  patience = 5000,
): void => {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('window-all-closed', () => {})
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    const timeout = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('stopping took too long')), patience).unref()
    })
    Promise.race([stop(), timeout])
      .catch((error: unknown) => log.error(`stopping failed: ${String(error)}`))
      .finally(() => {
        state = 'stopped'
        app.quit()
      })
  })
}
