import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const opener = (platform: NodeJS.Platform): [string, string[]] =>
  platform === 'darwin'
    ? ['open', []]
    : platform === 'win32'
      ? ['rundll32', ['url.dll,FileProtocolHandler']]
      : ['xdg-open', []]

const onPath = (name: string, path: string): boolean =>
  path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/**
 * Can this machine show a page? On Linux: is there a display and an opener. A server has neither, and a
 * printed link is the honest answer.
 */
export const hasBrowser = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform === 'win32' ||
  platform === 'darwin' ||
  (Boolean(env.DISPLAY || env.WAYLAND_DISPLAY) && onPath('xdg-open', env.PATH ?? ''))

/** Opens `url` in the user's browser; resolves to false when that failed. */
export const openBrowser = (url: string, platform: NodeJS.Platform = process.platform): Promise<boolean> =>
  new Promise((resolve) => {
    const [file, args] = opener(platform)
    const child = spawn(file, [...args, url], { stdio: 'ignore', detached: true, windowsHide: true })
    child.on('error', () => resolve(false))
    child.on('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
