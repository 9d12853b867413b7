import { join } from 'node:path'
import type { TrayState } from '../../present/tray-state.ts'

/**
 * The tray image of a state. macOS: a template image, which the system colours itself; Windows: an ICO of 16–64 px for a
 * light or a dark task bar; Linux: a PNG. Each state has its own shape, so that no colour is needed. Pure.
 */
export const trayIconFile = (
  assets: string,
  platform: NodeJS.Platform,
  overall: TrayState,
  dark: boolean,
): string => {
  if (platform === 'darwin') return join(assets, 'tray', 'mac', `${overall}Template.png`)
  if (platform === 'win32')
    return join(assets, 'tray', 'windows', `${overall}-${dark ? 'dark' : 'light'}.ico`)
  return join(assets, 'tray', 'linux', `${overall}.png`)
}
