import { describe, expect, test } from 'vitest'
import { browserProcesses } from '../../../../../main/probe/sources/screen/browser-processes.ts'
import { endBrowsers } from '../../../../../main/probe/sources/screen/end-browsers.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

const task = (name: string, pid: number) => `"${name}","${pid}","Console","1","98,304 K"\r\n`
const env = { USERNAME: 'keiri' }

/** A system on which `kill` and `taskkill` end what is not stubborn. */
const system = (stubborn: readonly number[]) => {
  const alive = new Map([
    [10, 'msedge'],
    [11, 'msedge'],
    [20, 'chrome'],
  ])
  const run = createScriptedRun((file, args) => {
    if (file === 'tasklist')
      return {
        stdout: [...alive].map(([pid, name]) => task(`${name}.exe`, pid)).join('') + task('EXCEL.EXE', 7),
      }
    if (file === 'taskkill')
      for (const [pid, name] of alive)
        if (args.includes(`${name}.exe`) && !stubborn.includes(pid)) alive.delete(pid)
    return {}
  })
  let clock = 0
  const options = {
    run,
    env,
    now: () => clock,
    wait: async (ms: number) => {
      clock += ms
    },
    kill: (pid: number, signal: string | 0) => {
      if (signal === 'SIGKILL' || (signal === 'SIGTERM' && !stubborn.includes(pid))) alive.delete(pid)
      return alive.has(pid)
    },
  }
  return { run, options, alive }
}

describe('ending all browsers', () => {
  test('Windows: asks each kind of this user, ends what does not answer, opens an empty window', async () => {
    const { run, options, alive } = system([20])
    expect(await endBrowsers({ ...options, platform: 'win32' })).toEqual({
      closed: 1,
      ended: 1,
      left: 0,
      reopened: true,
      problem: null,
      browsers: 0,
    })
    expect([...alive]).toEqual([])
    expect(run.calls.filter(([f]) => f === 'taskkill').map((c) => c.slice(1))).toEqual([
      ['/fi', 'USERNAME eq keiri', '/im', 'msedge.exe'],
      ['/fi', 'USERNAME eq keiri', '/im', 'chrome.exe'],
    ])
    expect(run.calls.at(-1)).toEqual(['cmd', '/c', 'start', '', 'msedge', '--inprivate', 'about:blank'])
  })
  test('Linux and macOS: quits the first process of each, and only where none runs opens nothing', async () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const { options } = system([])
      const chrome = { pid: 20, browser: 'chrome', program: '/opt/google/chrome/chrome' }
      const all = await endBrowsers({ ...options, platform, running: async () => [chrome] })
      expect(all).toMatchObject({ closed: 1, ended: 0, left: 0, reopened: true })
      const nobody = await endBrowsers({ ...options, platform, running: async () => [] })
      expect(nobody).toMatchObject({ closed: 0, ended: 0, left: 0, reopened: false })
    }
  })
})

test('macOS: helpers of a browser are not the browser', async () => {
  const run = createScriptedRun(() => ({
    stdout: [
      '  501 /Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '  502 /Applications/Google Chrome.app/Contents/Frameworks/Google Chrome Helper (Renderer).app/Contents/MacOS/Google Chrome Helper (Renderer)',
      '  601 /System/Volumes/Preboot/Cryptexes/App/System/Applications/Safari.app/Contents/MacOS/Safari',
      '  700 /bin/zsh',
    ].join('\n'),
  }))
  const found = await browserProcesses({ run, platform: 'darwin' })
  expect(found.map((b) => [b.pid, b.browser])).toEqual([
    [501, 'google chrome'],
    [601, 'safari'],
  ])
})

test('Windows without a user name ends nobody', async () => {
  const run = createScriptedRun(() => ({ stdout: task('chrome.exe', 4) }))
  expect(await browserProcesses({ run, platform: 'win32', env: {} })).toEqual([])
  expect(run.calls).toEqual([])
})
