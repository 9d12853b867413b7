import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeRunCommand, type RunCommand } from '../../main/ports/run-command.ts'
import { browserProcesses } from '../../main/probe/sources/screen/browser-processes.ts'
import { browserWindows } from '../../main/probe/sources/screen/browser-windows.ts'
import { closeFullScreenBrowsers } from '../../main/probe/sources/screen/close-full-screen.ts'
import { endBrowsers } from '../../main/probe/sources/screen/end-browsers.ts'

const able = (program: string) => spawnSync(program, ['-version']).error === undefined
const missing =
  process.platform !== 'linux' ||
  !existsSync('/usr/bin/chromium') ||
  !able('Xvfb') ||
  !able('xprop') ||
  !able('xwininfo')
    ? 'needs Linux, chromium, Xvfb, xprop and xwininfo'
    : null

const display = `:${500 + (process.pid % 400)}`
/** The system's tools, on the display of this test; a browser that would be opened anew is only noted. */
const started: string[][] = []
const env = { ...process.env, DISPLAY: display }
const onDisplay: RunCommand = {
  ...nodeRunCommand,
  run: (file, args, options) => {
    if (file !== 'setsid') return nodeRunCommand.run('env', [`DISPLAY=${display}`, file, ...args], options)
    started.push([...args])
    return Promise.resolve({ code: 0, stdout: '', stderr: '', problem: null })
  },
}
const chromium = (...more: string[]) => {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'))
  const args = [
    '--no-sandbox',
    '--no-first-run',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    `--user-data-dir=${profile}`,
    ...more,
    'data:text/html,<h1>WARNING</h1>',
  ]
  const browser = spawn('/usr/bin/chromium', args, { env, stdio: 'ignore' })
  return { browser, ended: new Promise<void>((done) => void browser.once('exit', () => done())) }
}
const windows = async () => {
  const read = await browserWindows({ run: onDisplay, platform: 'linux', env: {} })
  return 'windows' in read ? read.windows : []
}
const appears = async (fullScreen: boolean) => {
  const end = Date.now() + 20_000
  while (!(await windows()).some((w) => w.fullScreen === fullScreen)) {
    if (Date.now() > end) throw new Error('no such window')
    await new Promise((r) => setTimeout(r, 200))
  }
}

describe.skipIf(missing)(`a page that fills the screen (${missing ?? 'runs'})`, () => {
  let screen: ReturnType<typeof spawn>
  beforeAll(async () => {
    screen = spawn('Xvfb', [display, '-screen', '0', '1024x768x24', '-nolisten', 'tcp', '-noreset'], {
      stdio: 'ignore',
    })
    const end = Date.now() + 10_000
    while (spawnSync('xwininfo', ['-root'], { env }).status !== 0 && Date.now() < end)
      await new Promise((r) => setTimeout(r, 100))
  })
  afterAll(() => void screen.kill('SIGKILL'))

  test('is closed within 3 s, and an empty page without old tabs takes its place', async () => {
    const { browser, ended } = chromium('--kiosk', '--window-size=1024,768', '--window-position=0,0')
    try {
      await appears(true)
      const begin = Date.now()
      const result = await closeFullScreenBrowsers({ run: onDisplay, platform: 'linux', env: {} })
      expect(Date.now() - begin).toBeLessThan(3000)
      expect(result).toMatchObject({ left: 0, problem: null, reopened: true })
      expect(started.at(-1)).toEqual(expect.arrayContaining(['--incognito', 'about:blank']))
      await ended
      expect(await windows()).toEqual([])
    } finally {
      browser.kill('SIGKILL')
    }
  })

  test('is ended where the browser does not answer', async () => {
    const { browser, ended } = chromium('--kiosk', '--window-size=1024,768', '--window-position=0,0')
    try {
      await appears(true)
      browser.kill('SIGSTOP')
      const result = await closeFullScreenBrowsers({ run: onDisplay, platform: 'linux', env: {} })
      expect(result).toMatchObject({ ended: 1, left: 0, problem: null })
      await ended
    } finally {
      browser.kill('SIGKILL')
    }
  })

  test('an ordinary window stays', async () => {
    const { browser, ended } = chromium('--window-size=600,400', '--window-position=50,50')
    try {
      await appears(false)
      const result = await closeFullScreenBrowsers({ run: onDisplay, platform: 'linux', env: {} })
      expect(result).toEqual({ closed: 0, ended: 0, left: 0, reopened: false, problem: null, browsers: 0 })
      expect(browser.exitCode).toBeNull()
    } finally {
      browser.kill('SIGTERM')
      await ended
    }
  })

  test('is not seen under Wayland: it says so, and ends the browser only when asked to', async () => {
    const { browser, ended } = chromium('--window-size=600,400', '--window-position=50,50')
    // Others' browsers may run here too: the real list, but of this test's own one.
    const running: typeof browserProcesses = async (o) =>
      (await browserProcesses(o)).filter((b) => b.pid === browser.pid)
    const options = {
      run: onDisplay,
      platform: 'linux',
      env: { WAYLAND_DISPLAY: 'wayland-0' },
      running,
    } as const
    try {
      await appears(false)
      expect(await closeFullScreenBrowsers(options)).toMatchObject({
        closed: 0,
        problem: 'hidden',
        browsers: 1,
      })
      expect(browser.exitCode).toBeNull()
      expect(await endBrowsers(options)).toMatchObject({ left: 0, reopened: true, problem: null })
      expect(started.at(-1)).toEqual(expect.arrayContaining(['--incognito', 'about:blank']))
      await ended
    } finally {
      browser.kill('SIGKILL')
    }
  })
})

test('a PC without a screen is said, not called fine', async () => {
  const run: RunCommand = {
    ...nodeRunCommand,
    run: (file, args, o) => nodeRunCommand.run('env', ['DISPLAY=:987', file, ...args], o),
  }
  const result = await closeFullScreenBrowsers({ run, platform: 'linux', env: {} })
  expect(result.problem).toMatch(/no-screen|tool/)
})
