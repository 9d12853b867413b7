import type { BrowserWindow } from '../../normalise/screen/windows-on-screen.ts'
import { createLookingSource, type Source } from '../source.ts'
import { browserWindows } from './browser-windows.ts'

const tools: Partial<Record<NodeJS.Platform, string>> = { win32: 'PowerShell', darwin: 'osascript' }

/**
 * Tells when a browser page begins to fill the screen, because a fake warning together with a remote-control tool is the
 * commonest fraud. Linux only looks all the time; elsewhere a look starts a helper, so it comes every minute.
 */
export const createScreenWatch = (platform: NodeJS.Platform, env?: NodeJS.ProcessEnv): Source => {
  const id = `screen-${platform}`
  // Over restarts of this watcher: a page that went meanwhile must not stand beside every remote control from then on.
  let filled = false
  return createLookingSource({
    id,
    every: platform === 'linux' ? 5000 : 60_000,
    begin(context, over) {
      const { clock, run, emit, health } = context
      const say = (window: BrowserWindow | undefined) => {
        if ((window !== undefined) === filled) return
        filled = window !== undefined
        emit({
          category: 'state',
          source: id,
          at: new Date(clock.now()).toISOString(),
          topic: 'full-screen-page',
          action: filled ? 'added' : 'removed',
          subject: window?.browser ?? '',
          details: { browser: window?.browser ?? null, pid: window?.pid ?? null },
        })
      }
      const step = async () => {
        const read = await browserWindows({ run, platform, env })
        if (over()) return 'enough'
        if ('problem' in read) {
          // What nobody can see any more is not claimed.
          say(undefined)
          health('cannot', {
            code: read.problem === 'hidden' ? 'screen-hidden' : read.problem,
            params: { tool: tools[platform] ?? 'xprop' },
          })
          return 'enough'
        }
        if (read.hidden) health('partly', { code: 'screen-partly', params: {} })
        else health('watching')
        say(read.windows.find((w) => w.fullScreen))
        return 'more'
      }
      return step
    },
  })
}
