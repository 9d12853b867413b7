import { describe, expect, test } from 'vitest'
import { readXprop } from '../../../../../main/probe/normalise/screen/windows-on-screen.ts'
import { closeFullScreenBrowsers } from '../../../../../main/probe/sources/screen/close-full-screen.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

/** A clock that only our own waits and looks move. */
let clock = 0
const now = () => clock
const wait = async (ms: number) => {
  clock += ms
}
/** The helper's own JSON: one object a window. */
const windows = (list: object[]) => JSON.stringify(list)
const chrome = { id: '66052', pid: 4100, name: 'chrome', fullScreen: true }
const excel = { id: '66054', pid: 4200, name: 'EXCEL', fullScreen: true }
const edge = { id: '66058', pid: 4300, name: 'msedge', fullScreen: false }

const system = (stubborn: boolean) => {
  let open = true
  const run = createScriptedRun((file, args) => {
    if (file === 'taskkill' && (!stubborn || args.includes('/f'))) open = false
    if (file === 'powershell' || file.endsWith('osascript'))
      return { stdout: windows(open ? [chrome, excel, edge] : [excel, edge]) }
    return {}
  })
  const killed: [number, string][] = []
  const kill = (pid: number, signal: string) => {
    killed.push([pid, signal])
    if (!stubborn || signal === 'SIGKILL') open = false
  }
  return { run, killed, kill }
}

describe('Windows', () => {
  test('asks the browser, touches nothing else, opens an empty private window', async () => {
    const { run } = system(false)
    expect(await closeFullScreenBrowsers({ run, platform: 'win32', wait, now })).toEqual({
      closed: 1,
      ended: 0,
      left: 0,
      reopened: true,
      problem: null,
    })
    expect(run.calls.filter(([f]) => f === 'taskkill')).toEqual([['taskkill', '/pid', '4100']])
    expect(run.calls.at(-1)).toEqual(['cmd', '/c', 'start', '', 'chrome', '--incognito', 'about:blank'])
  })
  test('ends one that does not answer', async () => {
    const { run } = system(true)
    expect(await closeFullScreenBrowsers({ run, platform: 'win32', wait, now })).toMatchObject({
      closed: 0,
      ended: 1,
      left: 0,
    })
    expect(run.calls).toContainEqual(['taskkill', '/f', '/t', '/pid', '4100'])
  })
})

test('macOS: quits it, then kills it', async () => {
  const { run, kill, killed } = system(true)
  expect(await closeFullScreenBrowsers({ run, platform: 'darwin', wait, now, kill })).toMatchObject({
    ended: 1,
    left: 0,
    reopened: true,
  })
  expect(killed).toEqual([
    [4100, 'SIGTERM'],
    [4100, 'SIGKILL'],
  ])
})

test('on a PC so busy that a look takes a second, the browser is ended all the same, and soon', async () => {
  const { run } = system(true)
  const slow = {
    ...run,
    run: (...all: Parameters<typeof run.run>) => {
      if (all[0] === 'powershell') clock += 1000
      return run.run(...all)
    },
  }
  const begin = clock
  const result = await closeFullScreenBrowsers({ run: slow, platform: 'win32', wait, now })
  expect(result).toMatchObject({ ended: 1, left: 0, reopened: true })
  // To see it, to see that it stays, to see that it is gone.
  expect(clock - begin).toBe(3 * 1000 + 200 + 200)
})

test('nonsense from the helper is "could not tell"', async () => {
  const run = createScriptedRun(() => ({ stdout: 'スクリプトの実行が無効になっています' }))
  expect(await closeFullScreenBrowsers({ run, platform: 'win32', wait, now })).toMatchObject({
    closed: 0,
    problem: 'tool-failed',
  })
})

test('EWMH on Linux: a full-screen window says so itself', () => {
  const text =
    'WM_CLASS(STRING) = "Navigator", "firefox"\n_NET_WM_PID(CARDINAL) = 812\n_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN, _NET_WM_STATE_FOCUSED\n'
  expect(readXprop('0x1', text)).toEqual({ id: '0x1', pid: 812, browser: 'firefox', fullScreen: true })
  expect(readXprop('0x1', text.replaceAll('firefox', 'gimp').replace('Navigator', 'gimp'))).toBeNull()
})
