import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createText } from '../contract/text.ts'
import { appFolder } from './app-folder.ts'
import type { Notifier } from './notifier.ts'
import { createNotifySend } from './notify-send.ts'
import { createPlainNotifier } from './plain-notifier.ts'
import { nodeRunCommand, type RunCommand } from './run-command.ts'

/** Tries `first`; where that cannot show anything, `second`. The problem told is that of the last one tried. */
export const withFallback = (first: Notifier, second: Notifier): Notifier => ({
  async show(notice, onAction) {
    const tried = await first.show(notice, onAction)
    return tried.shown ? tried : await second.show(notice, onAction)
  },
  close() {
    first.close()
    second.close()
  },
})

/**
 * The notifier of this OS without Electron. Linux: `notify-send` with buttons, then node-notifier for systems whose
 * libnotify is too old for buttons. Windows and macOS: node-notifier.
 */
export const platformNotifier = (platform: NodeJS.Platform, run: RunCommand = nodeRunCommand): Notifier => {
  const plain = createPlainNotifier()
  if (platform !== 'linux') return plain
  const text = createText('ja')
  const icon = join(appFolder, 'assets/icons/icon.png').replace('app.asar', 'app.asar.unpacked')
  const options = {
    appName: text('common.appName'),
    openLabel: text('notification.open'),
    icon: existsSync(icon) ? icon : null,
  }
  return withFallback(createNotifySend(run, options), plain)
}
