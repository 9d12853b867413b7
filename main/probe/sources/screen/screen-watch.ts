import { sharedDelay } from '../../../ports/clock.ts'
import type { Source } from '../source.ts'
import { browserWindows } from './browser-windows.ts'

/**
 * Tells when a browser page begins to fill the screen, because a fake warning together with a remote-control tool is the
 * commonest fraud. Linux only looks all the time; elsewhere a look starts a helper, so it comes every minute.
 */
export const createScreenWatch = (platform: NodeJS.Platform): Source => {
  const id = `screen-${platform}`
  let cancel: (() => void) | null = null
  let stopped = true
  return {
    id,
    start(context) {
      const { clock, run, emit, health, died } = context
      stopped = false
      let filled = false
      const step = async () => {
        const read = await browserWindows(run, platform)
        if (stopped) return false
        if ('problem' in read) {
          health('cannot', {
            code: read.problem === 'no-screen' ? 'no-screen' : read.problem,
            params: { tool: 'xprop' },
          })
          return false
        }
        health('watching')
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
        return true
      }
      const round = () => {
        step()
          .then((goOn) => {
            if (goOn && !stopped)
              cancel = clock.after(
                sharedDelay(clock.monotonic(), platform === 'linux' ? 5000 : 60_000),
                round,
              )
          })
          .catch((error: unknown) =>
            died({ code: 'stopped-working', params: { detail: String(error).slice(0, 200) } }),
          )
      }
      round()
    },
    stop() {
      stopped = true
      cancel?.()
      cancel = null
    },
  }
}
