import { describe, expect, test } from 'vitest'
import type { RunCommand } from '../../../../../main/ports/run-command.ts'
import { readXprop } from '../../../../../main/probe/normalise/screen/windows-on-screen.ts'
import type { SendSignal } from '../../../../../main/probe/sources/screen/browser-processes.ts'
import { closeFullScreenBrowsers } from '../../../../../main/probe/sources/screen/close-full-screen.ts'
import { macAnswer, macWindow, styles, windowsAnswer, windowsRow } from '../../../../fakes/screen-answers.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

/** A clock that only our own waits move. */
let clock = 0
const now = () => clock
const wait = async (ms: number) => {
  clock += ms
}
const scare = windowsRow()
const excel = windowsRow({ id: '66054', pid: 4200, name: 'EXCEL' })
const mail = windowsRow({ id: '66058', pid: 4100, style: styles.maximised, bottom: 1048 })
const none = { closed: 0, ended: 0, left: 0, reopened: false, problem: null, browsers: 0 }

/** Processes: those named live until they are ended. */
const processes = (stubborn: boolean, protectedOnes: readonly number[] = []) => {
  const gone = new Set<number>()
  const sent: [number, string][] = []
  const kill: SendSignal = (pid, signal) => {
    if (signal !== 0) sent.push([pid, signal])
    if ((signal === 'SIGKILL' || (signal === 'SIGTERM' && !stubborn)) && !protectedOnes.includes(pid))
      gone.add(pid)
    return !gone.has(pid)
  }
  return { kill, sent, gone }
}

/** Windows that answers as our scripts do: `asked` is what the closing one read. */
const windows = (stubborn: boolean, first: object[] = [scare, excel, mail]) => {
  const asked: string[] = []
  const calls: string[][] = []
  const run: RunCommand = {
    ...createScriptedRun(() => ({})),
    async run(file, args, options) {
      calls.push([file, ...args])
      let stdout = ''
      if (file === 'powershell') {
        const text = (await options?.inputLater) ?? null
        if (text !== null) asked.push(text)
        const ids = stubborn ? [] : (text ?? '').split(' ').map((pair) => pair.split(':')[0])
        stdout = windowsAnswer(first.filter((w) => !ids.includes((w as typeof scare).id)))
      }
      return { code: 0, stdout, stderr: '', problem: null }
    },
  }
  return { run, asked, calls }
}

describe('Windows', () => {
  test('asks that window and no other to close, ends nothing, opens an empty private window', async () => {
    const { run, asked, calls } = windows(false)
    const { kill, sent } = processes(false)
    const result = await closeFullScreenBrowsers({ run, platform: 'win32', wait, now, kill })
    expect(result).toEqual({ ...none, closed: 1, reopened: true })
    expect(asked).toEqual(['66052:4100'])
    expect(sent).toEqual([])
    expect(calls.map(([file]) => file)).toEqual(['powershell', 'powershell', 'cmd'])
    expect(calls.at(-1)).toEqual(['cmd', '/c', 'start', '', 'chrome', '--incognito', 'about:blank'])
  })
  test('ends the process of one that does not answer, and of no other', async () => {
    const { run } = windows(true)
    const { kill, sent } = processes(true)
    expect(await closeFullScreenBrowsers({ run, platform: 'win32', wait, now, kill })).toEqual({
      ...none,
      ended: 1,
      reopened: true,
    })
    expect(sent).toEqual([[4100, 'SIGKILL']])
  })
  test('a maximised browser beside a hidden taskbar is left alone', async () => {
    const { run, asked } = windows(false, [windowsRow({ style: styles.maximised })])
    const { kill, sent } = processes(false)
    expect(await closeFullScreenBrowsers({ run, platform: 'win32', wait, now, kill })).toEqual(none)
    expect([asked, sent]).toEqual([[''], []])
  })
  test('a browser that may not be ended (started as administrator) is told as still there', async () => {
    const { run } = windows(true)
    const { kill } = processes(true, [4100])
    const result = await closeFullScreenBrowsers({ run, platform: 'win32', wait, now, kill })
    expect(result).toMatchObject({ left: 1, reopened: false })
  })
  test('where the company forbids our types it is "could not tell", with the browsers that run', async () => {
    const error =
      'Add-Type : 型を追加できません。この言語モードでは、新しい型の定義はサポートされていません。'
    const run = createScriptedRun((file) =>
      file === 'tasklist'
        ? {
            stdout:
              '"chrome.exe","4100","Console","1","98,304 K"\r\n"chrome.exe","4104","Console","1","9 K"\r\n"EXCEL.EXE","7","Console","1","9 K"\r\n',
          }
        : { code: 1, stdout: error },
    )
    const env = { USERNAME: 'keiri' }
    expect(await closeFullScreenBrowsers({ run, platform: 'win32', wait, now, env })).toEqual({
      ...none,
      problem: 'tool-failed',
      browsers: 1,
    })
    expect(run.calls.at(-1)?.at(-1)).toBe('USERNAME eq keiri')
  })
})

test('macOS: quits it, then kills it', async () => {
  const other = macWindow({ id: 78, pid: 4300, name: 'Safari', y: 25, height: 805 })
  const run = createScriptedRun((file) =>
    file.endsWith('osascript') ? { stdout: macAnswer([macWindow(), other]) } : {},
  )
  const { kill, sent } = processes(true)
  const result = await closeFullScreenBrowsers({ run, platform: 'darwin', wait, now, kill })
  expect(result).toEqual({ ...none, ended: 1, reopened: true })
  expect(sent).toEqual([
    [4100, 'SIGTERM'],
    [4100, 'SIGKILL'],
  ])
  expect(run.calls.at(-1)?.slice(0, 4)).toEqual(['/usr/bin/open', '-F', '-a', 'google chrome'])
})

describe('Linux', () => {
  const x11 = (ids: string) =>
    createScriptedRun((file, args) =>
      file === 'xprop' && args[0] === '-root'
        ? { stdout: `_NET_CLIENT_LIST(WINDOW): window id # ${ids}\n` }
        : {},
    )
  const running = async () => [
    { pid: 1, browser: 'firefox', program: '/usr/lib/firefox/firefox' },
    { pid: 2, browser: 'chrome', program: '/opt/google/chrome/chrome' },
  ]
  test('Wayland shows no windows of others: it says so and counts the browsers that could be ended', async () => {
    for (const env of [{ WAYLAND_DISPLAY: 'wayland-0' }, { XDG_SESSION_TYPE: 'wayland' }]) {
      const result = await closeFullScreenBrowsers({ run: x11(''), platform: 'linux', env, running })
      expect(result).toEqual({ ...none, problem: 'hidden', browsers: 2 })
    }
  })
  test('X11 sees all: nothing there is nothing there', async () => {
    const env = { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }
    expect(await closeFullScreenBrowsers({ run: x11(''), platform: 'linux', env, running })).toEqual(none)
  })
  test('EWMH: a full-screen window says so itself', () => {
    const text =
      'WM_CLASS(STRING) = "Navigator", "firefox"\n_NET_WM_PID(CARDINAL) = 812\n_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN, _NET_WM_STATE_FOCUSED\n'
    expect(readXprop('0x1', text)).toEqual({ id: '0x1', pid: 812, browser: 'firefox', fullScreen: true })
    expect(readXprop('0x1', text.replaceAll('firefox', 'gimp').replace('Navigator', 'gimp'))).toBeNull()
  })
})
