import { isBrowser } from '../../normalise/screen/windows-on-screen.ts'
import type { ScreenOptions } from './browser-windows.ts'

// A private window is the documented way to start without the tabs of the last time, which would bring the page back.
const fresh: Readonly<Record<string, readonly string[]>> = {
  firefox: ['--private-window', 'about:blank'],
  msedge: ['--inprivate', 'about:blank'],
  iexplore: ['-private', 'about:blank'],
  opera: ['--private', 'about:blank'],
  epiphany: ['--incognito-mode', 'about:blank'],
  chrome: ['--incognito', 'about:blank'],
}
const families: readonly [RegExp, string][] = [
  [/firefox|navigator|librewolf|floorp|waterfox/, 'firefox'],
  [/edge/, 'msedge'],
  [/opera/, 'opera'],
  [/iexplore/, 'iexplore'],
  [/epiphany/, 'epiphany'],
]
const freshArgs = (browser: string) =>
  fresh[families.find(([name]) => name.test(browser))?.[1] ?? 'chrome'] ?? []

/** What Windows starts by its bare name (the key App Paths); of any other name it would say in a window that it cannot be found. */
const startsByName = /^(?:chrome|msedge|firefox|iexplore|brave|vivaldi)$/

/**
 * Opens an empty window of a browser, without the tabs of the last time. `program`: its file, which Linux needs. False where
 * it could not be started.
 */
export const openFreshWindow = async (
  { run, platform }: ScreenOptions,
  browser: string,
  program: string | null,
): Promise<boolean> => {
  const started = async (file: string, args: readonly string[]) =>
    (await run.run(file, args, { timeout: 2000 })).code === 0
  const args = freshArgs(browser)
  if (platform === 'win32')
    return startsByName.test(browser) && started('cmd', ['/c', 'start', '', browser, ...args])
  // -F: without restoring windows, for Safari, which takes no arguments.
  if (platform === 'darwin') return started('/usr/bin/open', ['-F', '-a', browser, '--args', ...args])
  if (!program || !isBrowser(program.split('/').at(-1) ?? '')) return false
  // `setsid` lets the browser outlive this app; it has started when nothing failed at once.
  return started('setsid', ['--fork', program, ...args])
}
