import type { RunCommand } from '../../../ports/run-command.ts'
import { readWindowsRows } from '../../normalise/screen/window-rows.ts'
import type { BrowserWindow } from '../../normalise/screen/windows-on-screen.ts'
import type { WindowsRead } from './browser-windows.ts'

// Functions of user32 and dwmapi as Microsoft Learn documents them; none needs an administrator. Rows: shown windows, and
// such that no longer answer (Windows hides those behind a copy). 14: DWMWA_CLOAKED, -16: GWL_STYLE, 2: nearest, 16: WM_CLOSE.
const types = `
using System;using System.Collections.Generic;using System.Runtime.InteropServices;
public struct Box{public int l,t,r,b;}
public struct Monitor{public int size;public Box all,work;public int flags;}
public static class OnScreen{
delegate bool Each(IntPtr h,IntPtr p);
[DllImport("user32")]static extern bool EnumWindows(Each e,IntPtr p);
[DllImport("user32")]static extern bool IsWindowVisible(IntPtr h);
[DllImport("user32")]static extern bool IsHungAppWindow(IntPtr h);
[DllImport("user32")]static extern bool IsIconic(IntPtr h);
[DllImport("user32")]static extern int GetWindowLong(IntPtr h,int i);
[DllImport("user32")]static extern int GetWindowThreadProcessId(IntPtr h,out uint pid);
[DllImport("user32")]static extern bool GetWindowRect(IntPtr h,out Box r);
[DllImport("user32")]static extern IntPtr MonitorFromWindow(IntPtr h,int f);
[DllImport("user32")]static extern bool GetMonitorInfo(IntPtr m,ref Monitor i);
[DllImport("user32")]static extern bool PostMessage(IntPtr h,uint m,IntPtr w,IntPtr l);
[DllImport("dwmapi")]static extern int DwmGetWindowAttribute(IntPtr h,int a,out int v,int size);
public static List<long[]> Rows(){
var rows=new List<long[]>();
EnumWindows(delegate(IntPtr h,IntPtr p){
Box r;uint pid;int cloaked;
if(!IsWindowVisible(h)&&!IsHungAppWindow(h)||!GetWindowRect(h,out r))return true;
var m=new Monitor();m.size=40;
if(!GetMonitorInfo(MonitorFromWindow(h,2),ref m))return true;
GetWindowThreadProcessId(h,out pid);
if(DwmGetWindowAttribute(h,14,out cloaked,4)!=0)cloaked=0;
rows.Add(new long[]{h.ToInt64(),pid,IsIconic(h)?1:0,cloaked,GetWindowLong(h,-16),r.l,r.t,r.r,r.b,m.all.l,m.all.t,m.all.r,m.all.b});
return true;},IntPtr.Zero);
return rows;}
static bool Of(long h,long pid){uint found;return GetWindowThreadProcessId(new IntPtr(h),out found)!=0&&found==pid;}
public static bool There(long h,long pid){return Of(h,pid);}
public static void Close(long h,long pid){if(Of(h,pid))PostMessage(new IntPtr(h),16,IntPtr.Zero,IntPtr.Zero);}
}`

// Only letters that every code page shares: Windows PowerShell writes in the console's own, in Japan CP932.
const begin = `
$ErrorActionPreference='Stop'
Add-Type -TypeDefinition '${types}'
$names=@{}
Get-Process|ForEach-Object{$names[[long]$_.Id]=$_.ProcessName -replace '[^ -~]','?'}`
const print = `
$rows=@([OnScreen]::Rows()|ForEach-Object{@{id=[string]$_[0];pid=$_[1];name=$names[$_[1]];minimised=$_[2];cloaked=$_[3];style=$_[4];left=$_[5];top=$_[6];right=$_[7];bottom=$_[8];screenLeft=$_[9];screenTop=$_[10];screenRight=$_[11];screenBottom=$_[12]}})
ConvertTo-Json -Compress -Depth 3 -InputObject @{schema=1;windows=$rows}`
// HANDLE:PID come on standard input once it is known which; the pid guards against a handle that was given anew.
const close = (patience: number) => `
$asked=@($input|ForEach-Object{"$_".Split(' ')}|Where-Object{$_ -match '^-?\\d+:\\d+$'})
$asked|ForEach-Object{$h,$p=$_.Split(':');[OnScreen]::Close($h,$p)}
for($i=0;$i -lt ${Math.ceil(patience / 100)} -and @($asked|Where-Object{$h,$p=$_.Split(':');[OnScreen]::There($h,$p)}).Count;$i++){Start-Sleep -Milliseconds 100}`

/** The C# in the scripts, for a test that compiles it. */
export const windowsTypes = types

const powershell = (script: string) => ['-NoProfile', '-NonInteractive', '-Command', script]
const timeout = 8000

/**
 * The browsers' windows on Windows. Where the company's rules forbid our types (Constrained Language Mode, AppLocker), the
 * script ends with an error: `tool-failed`, never "no window".
 */
export const lookOnWindows = async (run: RunCommand): Promise<WindowsRead> => {
  const { code, stdout, problem } = await run.run('powershell', powershell(begin + print), { timeout })
  if (problem === 'not-found') return { problem: 'tool-missing' }
  const windows = code === 0 ? readWindowsRows(stdout) : null
  return windows ? { windows, hidden: false } : { problem: 'tool-failed' }
}

/** Asks windows to close. */
export type WindowsCloser = {
  /**
   * Posts WM_CLOSE to these windows and to no other, and waits for them; resolves to those that still fill the screen (all,
   * where it could not ask). Once only; with an empty list it does nothing and ends.
   */
  close: (windows: readonly BrowserWindow[]) => Promise<BrowserWindow[]>
}

/** Gets ready at once, beside the first look: starting PowerShell and making its types takes about a second. */
export const startWindowsCloser = (run: RunCommand, patience: number): WindowsCloser => {
  let tell: (text: string) => void = () => {}
  const inputLater = new Promise<string>((resolve) => {
    tell = resolve
  })
  const answer = run
    .run('powershell', powershell(begin + close(patience) + print), { timeout, inputLater })
    .catch(() => null)
  return {
    async close(windows) {
      tell(windows.map((w) => `${w.id}:${w.pid}`).join(' '))
      if (windows.length === 0) return []
      const told = await answer
      const after = told?.code === 0 ? readWindowsRows(told.stdout) : null
      if (!after) return [...windows]
      return windows.filter(({ id, pid }) => after.some((w) => w.id === id && w.pid === pid && w.fullScreen))
    },
  }
}
