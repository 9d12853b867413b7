import { readFileSync } from 'node:fs'
import type { RunCommand } from '../../../ports/run-command.ts'
import { type BrowserWindow, isBrowser } from '../../normalise/screen/windows-on-screen.ts'
import { browserWindows } from './browser-windows.ts'

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
  problem: 'tool-missing' | 'tool-failed' | 'no-screen' | null
}

export type CloseOptions = {
  run: RunCommand
  platform: NodeJS.Platform
  /** Ends a process; default `process.kill`. */
  kill?: (pid: number, signal: 'SIGTERM' | 'SIGKILL') => void
  /** Milliseconds a browser gets to answer. */
  patience?: number
  wait?: (ms: number) => Promise<void>
  /** Milliseconds that only go forward; default `performance.now`. */
  now?: () => number
}

const killed = (pid: number, signal: 'SIGTERM' | 'SIGKILL') => {
  try {
    process.kill(pid, signal)
  } catch {
    // Already gone.
  }
}

/** The browser's own process: the one that others of the same name were started by. Windows belong to it. */
const programOf = (pid: number): string | null => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] || null
  } catch {
    return null
  }
}

const askToClose = async (
  { run, platform, kill = killed }: CloseOptions,
  window: BrowserWindow,
): Promise<void> => {
  if (platform === 'win32') {
    // Without /f, taskkill sends WM_CLOSE: the browser may still ask or refuse.
    if (window.pid !== null) await run.run('taskkill', ['/pid', String(window.pid)], { timeout: 2000 })
    return
  }
  if (platform === 'linux') {
    const asked = await run.run('wmctrl', ['-i', '-c', window.id], { timeout: 1000 })
    if (asked.code === 0) return
  }
  // A browser takes SIGTERM as "quit": it closes its windows and writes its files.
  if (window.pid !== null) kill(window.pid, 'SIGTERM')
}

const endHard = async ({ run, platform, kill = killed }: CloseOptions, pid: number): Promise<void> => {
  if (platform === 'win32') await run.run('taskkill', ['/f', '/t', '/pid', String(pid)], { timeout: 2000 })
  else kill(pid, 'SIGKILL')
}

// A private window is the documented way to start without the tabs of the last time, which would bring the page back.
const fresh: Readonly<Record<string, readonly string[]>> = {
  firefox: ['--private-window', 'about:blank'],
  msedge: ['--inprivate', 'about:blank'],
  chrome: ['--incognito', 'about:blank'],
}
const freshArgs = (browser: string) =>
  fresh[/firefox|navigator/.test(browser) ? 'firefox' : /edge/.test(browser) ? 'msedge' : 'chrome'] ?? []

const reopen = async (
  { run, platform }: CloseOptions,
  { browser }: BrowserWindow,
  program: string | null,
): Promise<boolean> => {
  if (platform === 'win32')
    return (
      (await run.run('cmd', ['/c', 'start', '', browser, ...freshArgs(browser)], { timeout: 2000 })).code ===
      0
    )
  if (platform === 'darwin')
    return (
      (await run.run('/usr/bin/open', ['-a', browser, '--args', ...freshArgs(browser)], { timeout: 2000 }))
        .code === 0
    )
  if (!program || !isBrowser(program.split('/').at(-1) ?? '')) return false
  // `setsid` lets the browser outlive this app; it has started when nothing failed at once.
  const started = await run.run('setsid', ['--fork', program, ...freshArgs(browser)], { timeout: 2000 })
  return started.code === 0
}

/**
 * 「画面の警告が消せない」: closes browser windows that fill the screen and nothing else. Asks first; a browser that does not
 * answer within `patience` is ended. Then opens an empty window in its place. Needs no network. Rejects never.
 */
export const closeFullScreenBrowsers = async (options: CloseOptions): Promise<Closed> => {
  const {
    run,
    platform,
    patience = 1000,
    now = () => performance.now(),
    wait = (ms) => new Promise((done) => setTimeout(done, ms)),
  } = options
  const nothing = { closed: 0, ended: 0, left: 0, reopened: false }
  const look = async () => {
    const read = await browserWindows(run, platform).catch(() => ({ problem: 'tool-failed' as const }))
    return 'problem' in read ? read : { windows: read.windows.filter((w) => w.fullScreen) }
  }
  const before = await look()
  if ('problem' in before) return { ...nothing, problem: before.problem }
  const [first] = before.windows
  if (!first) return { ...nothing, problem: null }
  const program = platform === 'linux' && first.pid !== null ? programOf(first.pid) : null
  await Promise.all(before.windows.map((w) => askToClose(options, w)))
  const stillThere = async () => {
    const there = await look()
    const ids = new Set('problem' in there ? [] : there.windows.map((w) => w.id))
    return before.windows.filter((w) => ids.has(w.id))
  }
  let left = before.windows
  // By the clock: on a busy PC a look alone takes half a second.
  for (const end = now() + patience; now() < end && left.length > 0; ) {
    await wait(200)
    left = await stillThere()
  }
  const closed = before.windows.length - left.length
  const stubborn = [...new Set(left.flatMap((w) => (w.pid === null ? [] : [w.pid])))]
  for (const pid of stubborn) await endHard(options, pid)
  if (stubborn.length > 0) {
    await wait(200)
    left = await stillThere()
  }
  const reopened = left.length === 0 && (await reopen(options, first, program))
  return { closed, ended: stubborn.length, left: left.length, reopened, problem: null }
}
