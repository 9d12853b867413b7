import { z } from 'zod'
import { type BrowserWindow, isBrowser } from './windows-on-screen.ts'

/** A rectangle on the desktop, in pixels or points: y grows downwards. */
export type Box = { left: number; top: number; right: number; bottom: number }

const covers = (a: Box, b: Box, slack: number): boolean =>
  a.left <= b.left + slack &&
  a.top <= b.top + slack &&
  a.right >= b.right - slack &&
  a.bottom >= b.bottom - slack

/** Null when the text is no JSON of that shape: then nothing is known, which is not the same as "no window". */
const parsed = <T>(schema: z.ZodType<T>, output: string): T | null => {
  try {
    return schema.safeParse(JSON.parse(output.replace(/^\uFEFF/, ''))).data ?? null
  } catch {
    return null
  }
}

const whole = z.number().int()
const flag = z.union([z.literal(0), z.literal(1)])
const windowsRow = z.object({
  id: z.string().regex(/^-?\d{1,20}$/),
  pid: whole,
  /** Name of the program; null where the process has ended meanwhile. */
  name: z.string().nullable(),
  minimised: flag,
  /** Shown on another virtual desktop, or by a program that is asleep. */
  cloaked: whole,
  /** GWL_STYLE. */
  style: whole,
  left: whole,
  top: whole,
  right: whole,
  bottom: whole,
  /** The monitor on which most of the window lies. */
  screenLeft: whole,
  screenTop: whole,
  screenRight: whole,
  screenBottom: whole,
})
type WindowsRow = z.infer<typeof windowsRow>
const windowsAnswer = z.object({ schema: z.literal(1), windows: z.array(windowsRow) })

/** WS_CAPTION, https://learn.microsoft.com/windows/win32/winmsg/window-styles */
const caption = 0x00c0_0000
/** Pixels lost where Windows converts between monitors of different scale. */
const rounding = 2

/**
 * Does this window of Windows fill its monitor? A maximised window covers it too where the taskbar hides, but keeps its
 * caption style, also where the program draws its own title; a page in full screen (F11, kiosk, asked for by the page) has
 * put it off. Pure.
 */
export const fillsMonitor = (row: WindowsRow): boolean =>
  row.minimised === 0 &&
  row.cloaked === 0 &&
  (row.style & caption) !== caption &&
  covers(
    row,
    { left: row.screenLeft, top: row.screenTop, right: row.screenRight, bottom: row.screenBottom },
    rounding,
  )

/** The browsers' windows in what our PowerShell prints; null when it is not that. Pure. */
export const readWindowsRows = (output: string): BrowserWindow[] | null =>
  parsed(windowsAnswer, output)?.windows.flatMap((row) =>
    row.name !== null && isBrowser(row.name)
      ? [{ id: row.id, pid: row.pid, browser: row.name.toLowerCase(), fullScreen: fillsMonitor(row) }]
      : [],
  ) ?? null

const size = { x: z.number(), y: z.number(), width: z.number(), height: z.number() }
const macScreen = z.object({
  /** NSScreen.frame and visibleFrame: y grows upwards from the foot of the first screen. */
  frame: z.object(size),
  visible: z.object(size),
  /** Height of the camera's strip, which a full-screen window leaves free; 0 where there is none. */
  strip: z.number(),
})
const macAnswer = z.object({
  schema: z.literal(1),
  screens: z.array(macScreen).min(1),
  windows: z.array(z.object({ id: whole, pid: whole, name: z.string(), layer: whole, ...size })),
})
type MacAnswer = z.infer<typeof macAnswer>

/**
 * Does a window of macOS (y grows downwards from the head of the first screen) fill a screen? Null: could not tell, because
 * menu bar and Dock hide there, so that an ordinary zoomed window is as large as a full-screen one. Pure.
 */
export const fillsMacScreen = (
  { x, y, width, height }: MacAnswer['windows'][number],
  screens: MacAnswer['screens'],
): boolean | null => {
  const window = { left: x, top: y, right: x + width, bottom: y + height }
  const head = (screens[0]?.frame.y ?? 0) + (screens[0]?.frame.height ?? 0)
  const box = (f: MacAnswer['screens'][number]['frame']): Box => ({
    left: f.x,
    top: head - f.y - f.height,
    right: f.x + f.width,
    bottom: head - f.y,
  })
  const filled = screens.find(({ frame, strip }) => {
    const all = box(frame)
    return covers(window, { ...all, top: all.top + strip }, 0.5)
  })
  if (!filled) return false
  return covers(box(filled.visible), window, 0.5) ? null : true
}

/**
 * The browsers' windows in what our script for macOS prints, and whether some could not be judged; null when it is not
 * that. Pure.
 */
export const readMacWindows = (output: string): { windows: BrowserWindow[]; hidden: boolean } | null => {
  const answer = parsed(macAnswer, output)
  if (!answer) return null
  // Layer 0 is that of ordinary windows (kCGNormalWindowLevel); menus and panels lie above.
  const rows = answer.windows.filter((w) => w.layer === 0 && isBrowser(w.name))
  const judged = rows.map((w) => ({ w, fills: fillsMacScreen(w, answer.screens) }))
  return {
    windows: judged.map(({ w, fills }) => ({
      id: String(w.id),
      pid: w.pid,
      browser: w.name.toLowerCase(),
      fullScreen: fills === true,
    })),
    hidden: judged.some(({ fills }) => fills === null),
  }
}
