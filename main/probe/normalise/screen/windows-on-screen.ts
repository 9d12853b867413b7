/** A window that a browser shows. Sizes in pixels. */
export type BrowserWindow = {
  /** The system's id for it: X11 window, window handle of Windows, window number of macOS. */
  id: string
  pid: number | null
  /** The browser's program name, lower case, without `.exe`. */
  browser: string
  fullScreen: boolean
}

/**
 * Names of browsers as programs (Windows, Linux), as window classes (Linux) and as applications (macOS), lower case, without
 * their channel.
 */
const browsers = new Set(
  [
    'chrome,google chrome,google-chrome,chromium,chromium-browser,msedge,microsoft edge,microsoft-edge,iexplore,safari',
    'firefox,firefoxdeveloperedition,org.mozilla.firefox,navigator,librewolf,floorp,waterfox',
    'brave,brave browser,brave-browser,vivaldi,opera,opera gx,opera air,sleipnir,kinza,whale,arc,duckduckgo',
    'avastbrowser,avast secure browser,avgbrowser,avg secure browser,ccleanerbrowser,epiphany,org.gnome.epiphany,falkon',
  ].flatMap((line) => line.split(',')),
)
const channel =
  /[ _-](?:bin|stable|beta|dev|unstable|canary|nightly|esr|developer[ -]edition|technology preview)$/

/** Is it a browser that people use, in whatever channel? Takes the name of a program, window class or application. Pure. */
export const isBrowser = (name: string): boolean =>
  browsers.has(
    name
      .toLowerCase()
      .replace(/\.exe$/, '')
      .replace(channel, ''),
  )

/** Ids in `xprop -root _NET_CLIENT_LIST` (EWMH); null when no window manager keeps the list. Pure. */
export const readClientList = (output: string): string[] | null => {
  const list = /_NET_CLIENT_LIST\(WINDOW\): window id # (.*)/.exec(output)?.[1]
  return list === undefined ? null : (list.match(/0x[0-9a-f]+/g) ?? [])
}

/** Named windows in `xwininfo -root -tree`, for a screen without window manager. Pure. */
export const readWindowTree = (output: string): string[] =>
  [...output.matchAll(/^\s+(0x[0-9a-f]+) .*?: \("[^"]*" "[^"]*"\)/gm)].map((m) => m[1] ?? '')

/** Width and height in `xwininfo`. Pure. */
export const readGeometry = (output: string): { width: number; height: number } | null => {
  const width = /^\s*Width: (\d+)/m.exec(output)?.[1]
  const height = /^\s*Height: (\d+)/m.exec(output)?.[1]
  return width && height ? { width: Number(width), height: Number(height) } : null
}

/** Class, process and EWMH state in `xprop -id`. Null for a window of another program. Pure. */
export const readXprop = (id: string, output: string): BrowserWindow | null => {
  const classes = /^WM_CLASS\(STRING\) = "([^"]*)", "([^"]*)"/m.exec(output)
  const browser = [classes?.[2], classes?.[1]].find((c) => c !== undefined && isBrowser(c))
  if (!browser) return null
  const pid = /^_NET_WM_PID\(CARDINAL\) = (\d+)/m.exec(output)?.[1]
  return {
    id,
    pid: pid === undefined ? null : Number(pid),
    browser: browser.toLowerCase(),
    fullScreen: /^_NET_WM_STATE\(ATOM\) = .*_NET_WM_STATE_FULLSCREEN/m.test(output),
  }
}
