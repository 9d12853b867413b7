import type { RunCommand } from '../../../ports/run-command.ts'
import {
  type BrowserWindow,
  readClientList,
  readGeometry,
  readWindowsJson,
  readWindowTree,
  readXprop,
} from '../../normalise/screen/windows-on-screen.ts'

/** The browsers' windows, or why they cannot be told. */
export type WindowsRead =
  | { windows: BrowserWindow[] }
  | { problem: 'tool-missing' | 'tool-failed' | 'no-screen' }

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
  return { windows: found.filter((w) => w !== null) }
}

// user32's GetWindowRect against the monitor's own rectangle; both documented in Microsoft Learn ("Windows and messages").
const windowsScript = `
Add-Type -TypeDefinition 'using System;using System.Runtime.InteropServices;public struct R{public int l,t,r,b;}public struct M{public int s;public R m,w;public int f;}public class U{[DllImport("user32")]public static extern bool GetWindowRect(IntPtr h,out R r);[DllImport("user32")]public static extern IntPtr MonitorFromWindow(IntPtr h,int f);[DllImport("user32")]public static extern bool GetMonitorInfo(IntPtr h,ref M m);}'
$found=Get-Process|Where-Object{$_.MainWindowHandle -ne 0}|ForEach-Object{$r=New-Object R;$m=New-Object M;$m.s=40;$h=$_.MainWindowHandle
[void][U]::GetWindowRect($h,[ref]$r);[void][U]::GetMonitorInfo([U]::MonitorFromWindow($h,2),[ref]$m)
@{id=[string]$h;pid=$_.Id;name=$_.ProcessName;fullScreen=($r.l -le $m.m.l -and $r.t -le $m.m.t -and $r.r -ge $m.m.r -and $r.b -ge $m.m.b -and $m.w.b -ne $m.m.b -or $r.b -gt $m.w.b)}}
ConvertTo-Json -Compress -InputObject @($found)`

// CGWindowListCopyWindowInfo through JavaScript for Automation: names of owners and bounds need no permission.
const macScript = `
ObjC.import('CoreGraphics');ObjC.import('AppKit');
const screens=ObjC.unwrap($.NSScreen.screens).map(s=>s.frame.size);
const list=ObjC.deepUnwrap(ObjC.castRefToObject($.CGWindowListCopyWindowInfo(1,0)));
JSON.stringify(list.filter(w=>w.kCGWindowLayer===0).map(w=>({id:w.kCGWindowNumber,pid:w.kCGWindowOwnerPID,name:w.kCGWindowOwnerName,fullScreen:screens.some(s=>w.kCGWindowBounds.Width>=s.width&&w.kCGWindowBounds.Height>=s.height)})))`

const byScript = async (run: RunCommand, file: string, args: readonly string[]): Promise<WindowsRead> => {
  const { code, stdout, problem } = await run.run(file, args, { timeout: 8000 })
  if (problem === 'not-found') return { problem: 'tool-missing' }
  const windows = code === 0 ? readWindowsJson(stdout) : null
  return windows ? { windows } : { problem: 'tool-failed' }
}

/** Looks at the screen once. Windows and macOS start a helper, which costs up to a second: never call it in a fast loop there. */
export const browserWindows = (run: RunCommand, platform: NodeJS.Platform): Promise<WindowsRead> =>
  platform === 'win32'
    ? byScript(run, 'powershell', ['-NoProfile', '-NonInteractive', '-Command', windowsScript])
    : platform === 'darwin'
      ? byScript(run, '/usr/bin/osascript', ['-l', 'JavaScript', '-e', macScript])
      : onX11(run)
