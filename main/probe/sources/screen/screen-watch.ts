import { createLookingSource, type Source } from '../source.ts'
import { browserWindows } from './browser-windows.ts'

const tools: Partial<Record<NodeJS.Platform, string>> = { win32: 'PowerShell', darwin: 'osascript' }

/**
 * Tells when a browser page begins to fill the screen, because a fake warning together with a remote-control tool is the
 * commonest fraud. Linux only looks all the time; elsewhere a look starts a helper, so it comes every minute.
 */
export const createScreenWatch = (platform: NodeJS.Platform, env?: NodeJS.ProcessEnv): Source => {
  const id = `screen-${platform}`
  return createLookingSource({
    id,
    every: platform === 'linux' ? 5000 : 60_000,
    begin(context, over) {
      const { clock, run, emit, health } = context
      let filled = false
      const step = async () => {
        const read = await browserWindows({ run, platform, env })
        if (over()) return 'enough'
        if ('problem' in read) {
          health('cannot', {
            code: read.problem === 'hidden' ? 'screen-hidden' : read.problem,
            params: { tool: tools[platform] ?? 'xprop' },
          })
          return 'enough'
        }
        if (read.hidden) health('partly', { code: 'screen-partly', params: {} })
        else health('watching')
        const window = read.windows.find((w) => w.fullScreen)
        if ((window !== undefined) !== filled) {
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
        return 'more'
      }
      return step
    },
  })
}
