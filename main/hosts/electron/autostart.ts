import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { desktopEntry } from './desktop-entry.ts'

/** What starts the app without opening its window. */
export const hiddenFlag = '--hidden'

/** An XDG autostart entry. Pure. */
export const autostartEntry = (name: string, program: string): string =>
  desktopEntry(name, program, { args: hiddenFlag, lines: ['X-GNOME-Autostart-enabled=true'] })

export type AutostartOptions = {
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings'>
  platform: NodeJS.Platform
  name: string
  /** The installed program: the AppImage itself where it is one. */
  program: string
  /** `$XDG_CONFIG_HOME` or `~/.config`. */
  configFolder: string
}

/**
 * Makes the app start when the user signs in, or no longer. Does nothing for a copy that is not installed: it would
 * register the developer's Electron. Throws when the entry cannot be written.
 */
export const setAutostart = (
  on: boolean,
  { app, platform, name, program, configFolder }: AutostartOptions,
): void => {
  if (!app.isPackaged) return
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, ...(platform === 'win32' ? { args: [hiddenFlag] } : {}) })
    return
  }
  const folder = join(configFolder, 'autostart')
  const file = join(folder, 'otasuke-tray.desktop')
  if (!on) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, autostartEntry(name, program))
}
