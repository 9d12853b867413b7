import type { RunCommand } from '../../../ports/run-command.ts'
import { readMacWindows } from '../../normalise/screen/window-rows.ts'
import {
  type BrowserWindow,
  readClientList,
  readGeometry,
  readWindowTree,
  readXprop,
} from '../../normalise/screen/windows-on-screen.ts'
import { lookOnWindows } from './windows-screen.ts'

/**
 * The browsers' windows, or why they cannot be told. `hidden`: there may be more that nobody lets us see. As a problem it
 * means that none can be seen.
 */
export type WindowsRead =
  | { windows: BrowserWindow[]; hidden: boolean }
  | { problem: 'tool-missing' | 'tool-failed' | 'no-screen' | 'hidden' }

export type ScreenOptions = {
  run: RunCommand
  platform: NodeJS.Platform
  /** Environment of the session; default this process's. */
  env?: NodeJS.ProcessEnv | undefined
}

const limit = { timeout: 2500 }
/** Pixels that a window may lack and still fill the screen; Chromium leaves one out. */
const slack = 4

const onX11 = async (run: RunCommand): Promise<WindowsRead> => {
  const root = await run.run('xprop', ['-root', '_NET_CLIENT_LIST'], limit)
  if (root.problem === 'not-found') return { problem: 'tool-missing' }
  if (root.code !== 0) return { problem: 'no-screen' }
  const screen = readGeometry((await run.run('xwininfo', ['-root'], limit)).stdout)
  const ids =
    readClientList(root.stdout) ??
    readWindowTree((await run.run('xwininfo', ['-root', '-tree'], limit)).stdout)
  const found = await Promise.all(
    ids.slice(0, 200).map(async (id) => {
      const window = readXprop(
        id,
        (await run.run('xprop', ['-id', id, 'WM_CLASS', '_NET_WM_PID', '_NET_WM_STATE'], limit)).stdout,
      )
      if (!window || window.fullScreen || !screen) return window
      // Without a window manager nobody says "full screen": the size tells.
      const size = readGeometry((await run.run('xwininfo', ['-id', id], limit)).stdout)
      return {
        ...window,
        fullScreen:
          size !== null && size.width >= screen.width - slack && size.height >= screen.height - slack,
      }
    }),
  )
  return { windows: found.filter((w) => w !== null), hidden: false }
}

/** A Wayland session shows no program the windows of another; XWayland lists only those that still speak X11. */
const isWayland = ({ WAYLAND_DISPLAY, XDG_SESSION_TYPE }: NodeJS.ProcessEnv): boolean =>
  Boolean(WAYLAND_DISPLAY) || XDG_SESSION_TYPE === 'wayland'

const onLinux = async (run: RunCommand, env: NodeJS.ProcessEnv): Promise<WindowsRead> => {
  const read = await onX11(run)
  if (!isWayland(env)) return read
  return 'problem' in read ? { problem: 'hidden' } : { ...read, hidden: true }
}

// CGWindowListCopyWindowInfo through JavaScript for Automation: names of owners and bounds need no permission. Numbers only;
// safeAreaInsets came with macOS 12.
const macScript = `
ObjC.import('CoreGraphics');ObjC.import('AppKit');
const box=f=>({x:f.origin.x,y:f.origin.y,width:f.size.width,height:f.size.height});
const screens=ObjC.unwrap($.NSScreen.screens).map(s=>({frame:box(s.frame),visible:box(s.visibleFrame),strip:s.safeAreaInsets?s.safeAreaInsets.top:0}));
const list=ObjC.deepUnwrap(ObjC.castRefToObject($.CGWindowListCopyWindowInfo(1,0)));
JSON.stringify({schema:1,screens,windows:list.map(w=>({id:w.kCGWindowNumber,pid:w.kCGWindowOwnerPID,name:String(w.kCGWindowOwnerName),layer:w.kCGWindowLayer,x:w.kCGWindowBounds.X,y:w.kCGWindowBounds.Y,width:w.kCGWindowBounds.Width,height:w.kCGWindowBounds.Height}))})`

const onMac = async (run: RunCommand): Promise<WindowsRead> => {
  const args = ['-l', 'JavaScript', '-e', macScript]
  const { code, stdout, problem } = await run.run('/usr/bin/osascript', args, { timeout: 8000 })
  if (problem === 'not-found') return { problem: 'tool-missing' }
  return (code === 0 && readMacWindows(stdout)) || { problem: 'tool-failed' }
}

/** Looks at the screen once. Windows and macOS start a helper, which costs up to a second: never call it in a fast loop there. */
export const browserWindows = ({ run, platform, env = process.env }: ScreenOptions): Promise<WindowsRead> =>
  platform === 'win32' ? lookOnWindows(run) : platform === 'darwin' ? onMac(run) : onLinux(run, env)
