import type { BrowserWindow } from '../../normalise/screen/windows-on-screen.ts'
import { browserProcesses, programOf, type SendSignal, sendSignal } from './browser-processes.ts'
import { browserWindows, type ScreenOptions } from './browser-windows.ts'
import { openFreshWindow } from './fresh-window.ts'
import { startWindowsCloser } from './windows-screen.ts'

/** What became of the pages that filled the screen. */
export type Closed = {
  /** Windows that closed when asked. */
  closed: number
  /** Browsers that did not answer and were ended. */
  ended: number
  /** Windows that are still there. */
  left: number
  /** A fresh, empty browser window was opened. */
  reopened: boolean
  /** Why the screen could not be looked at; null when it could. */
  problem: 'tool-missing' | 'tool-failed' | 'no-screen' | 'hidden' | null
  /** Kinds of browsers that run and could be ended instead; 0 where the screen could be looked at. */
  browsers: number
}

export type CloseOptions = ScreenOptions & {
  /** Default `sendSignal`. */
  kill?: SendSignal
  /** Milliseconds a browser gets to answer. */
  patience?: number
  wait?: (ms: number) => Promise<void>
  /** Milliseconds that only go forward; default `performance.now`. */
  now?: () => number
  /** The browsers that run; default: the system's answer. */
  running?: typeof browserProcesses
}

/** The options with their defaults. */
export const withDefaults = (options: CloseOptions) => ({
  kill: sendSignal,
  patience: 1000,
  now: () => performance.now(),
  wait: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  running: browserProcesses,
  ...options,
})
type Whole = ReturnType<typeof withDefaults>

/** Waits until nothing is left or the time is over, by the clock: on a busy PC a look alone takes half a second. */
export const waitUntilGone = async <T>(
  { now, wait }: Pick<Whole, 'now' | 'wait'>,
  ms: number,
  left: () => Promise<T[]> | T[],
): Promise<T[]> => {
  const end = now() + ms
  let there = await left()
  while (there.length > 0 && now() < end) {
    await wait(100)
    there = await left()
  }
  return there
}

/** Asks the windows to close; resolves to those that still fill the screen when the patience is over. */
const askToClose = async (options: Whole, windows: readonly BrowserWindow[]): Promise<BrowserWindow[]> => {
  const { run, platform, kill, patience } = options
  for (const { id, pid } of windows) {
    if (platform === 'linux' && (await run.run('wmctrl', ['-i', '-c', id], { timeout: 1000 })).code === 0)
      continue
    // A browser takes SIGTERM as "quit": it closes its windows and writes its files. macOS lets nobody close a single
    // window of another program without a permission that the user would have to give first.
    if (pid !== null) kill(pid, 'SIGTERM')
  }
  return waitUntilGone(options, patience, () => stillThere(options, windows))
}

const stillThere = async (options: Whole, windows: readonly BrowserWindow[]): Promise<BrowserWindow[]> => {
  if (options.platform !== 'linux') return windows.filter((w) => w.pid === null || options.kill(w.pid, 0))
  const read = await browserWindows(options)
  const there = 'problem' in read ? [] : read.windows.filter((w) => w.fullScreen)
  return windows.filter(({ id }) => there.some((w) => w.id === id))
}

/**
 * 「画面の警告が消せない」: closes browser windows that fill the screen and nothing else. Asks first; a browser that does not
 * answer within `patience` is ended. Then opens an empty window in its place. Needs no network. Rejects never.
 */
export const closeFullScreenBrowsers = async (given: CloseOptions): Promise<Closed> => {
  const options = withDefaults(given)
  const { platform, patience, kill, running } = options
  const closer = platform === 'win32' ? startWindowsCloser(options.run, patience) : null
  const nothing = { closed: 0, ended: 0, left: 0, reopened: false, problem: null, browsers: 0 }
  const read = await browserWindows(options).catch(() => ({ problem: 'tool-failed' as const }))
  const filling = 'problem' in read ? [] : read.windows.filter((w) => w.fullScreen)
  const [first] = filling
  if (!first) {
    await closer?.close([])
    const problem = 'problem' in read ? read.problem : read.hidden ? 'hidden' : null
    if (problem === null) return nothing
    const kinds = new Set((await running(options).catch(() => [])).map((b) => b.browser))
    return { ...nothing, problem, browsers: kinds.size }
  }
  const program = platform === 'linux' && first.pid !== null ? programOf(first.pid) : null
  let left = await (closer ? closer.close(filling) : askToClose(options, filling))
  const closed = filling.length - left.length
  const stubborn = [...new Set(left.flatMap((w) => (w.pid === null ? [] : [w.pid])))]
  for (const pid of stubborn) kill(pid, 'SIGKILL')
  if (stubborn.length > 0) left = await waitUntilGone(options, 500, () => stillThere(options, left))
  const reopened = left.length === 0 && (await openFreshWindow(options, first.browser, program))
  return { ...nothing, closed, ended: stubborn.length, left: left.length, reopened }
}
