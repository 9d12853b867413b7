/** A full-HD monitor whose taskbar of 40 pixels is always shown, as Windows tells it. */
const monitor = { screenLeft: 0, screenTop: 0, screenRight: 1920, screenBottom: 1080 }
/** WS_OVERLAPPEDWINDOW with WS_VISIBLE; WS_MAXIMIZE. A page in full screen lacks WS_CAPTION and WS_THICKFRAME. */
export const styles = {
  ordinary: 0x14cf_0000,
  maximised: 0x15cf_0000,
  fullScreen: 0x140b_0000,
  /** WS_POPUP is the sign bit: the number is negative. */
  popup: 0x9400_0000 | 0,
} as const

/** One window as our PowerShell prints it: a browser's page in full screen unless told otherwise. */
export const windowsRow = (change: object = {}) => ({
  id: '66052',
  pid: 4100,
  name: 'chrome',
  minimised: 0,
  cloaked: 0,
  style: styles.fullScreen,
  left: 0,
  top: 0,
  right: 1920,
  bottom: 1080,
  ...monitor,
  ...change,
})
/** The whole answer; PowerShell ends its lines like Windows. */
export const windowsAnswer = (windows: readonly object[]): string =>
  `${JSON.stringify({ schema: 1, windows })}\r\n`

/** A notebook of 1440×900 points, menu bar 25 and Dock 70 high, as our script for macOS prints it. */
export const macScreen = (change: object = {}) => ({
  frame: { x: 0, y: 0, width: 1440, height: 900 },
  visible: { x: 0, y: 70, width: 1440, height: 805 },
  strip: 0,
  ...change,
})
/** One window of macOS: Chrome in full screen unless told otherwise. */
export const macWindow = (change: object = {}) => ({
  id: 77,
  pid: 4100,
  name: 'Google Chrome',
  layer: 0,
  x: 0,
  y: 0,
  width: 1440,
  height: 900,
  ...change,
})
export const macAnswer = (windows: readonly object[], screens: readonly object[] = [macScreen()]): string =>
  `${JSON.stringify({ schema: 1, screens, windows })}\n`
