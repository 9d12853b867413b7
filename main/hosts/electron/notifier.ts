import type { Notification } from 'electron'
import type { Notice, Notifier } from '../../ports/notifier.ts'
import type { ElectronApi } from './electron-api.ts'

/**
 * Notifications through Electron, for Windows and macOS: they carry the app's own name and icon, Japanese text, buttons
 * and the click. On Linux `notify-send` is used instead: Electron shows no buttons there on every daemon.
 */
export const createElectronNotifier = (electron: Pick<ElectronApi, 'Notification'>): Notifier => {
  // Kept until closed: a collected object would lose its click.
  const shown = new Map<string, Notification>()
  return {
    show: (notice: Notice, onAction) =>
      new Promise((resolve) => {
        if (!electron.Notification.isSupported()) {
          resolve({ shown: false, problem: 'this system shows no notifications' })
          return
        }
        shown.get(notice.id)?.close()
        const notification = new electron.Notification({
          id: notice.id,
          title: notice.title,
          body: notice.body,
          timeoutType: 'never',
          urgency: notice.severity === 'urgent' ? 'critical' : 'normal',
          actions: notice.actions.map(({ label }) => ({ type: 'button', text: label })),
        })
        const forget = () => {
          if (shown.get(notice.id) === notification) shown.delete(notice.id)
        }
        shown.set(notice.id, notification)
        notification.on('show', () => resolve({ shown: true, problem: null }))
        notification.on('failed', (_event, error) => {
          forget()
          resolve({ shown: false, problem: error })
        })
        notification.on('click', () => onAction('open'))
        notification.on('action', ({ actionIndex }) => onAction(notice.actions[actionIndex]?.id ?? 'open'))
        // On Windows a toast that timed out lies in the notification centre and can still be clicked.
        notification.on('close', ({ reason }) => {
          if (reason !== 'timedOut') forget()
        })
        notification.show()
      }),
    close() {
      for (const notification of shown.values()) notification.close()
      shown.clear()
    },
  }
}
