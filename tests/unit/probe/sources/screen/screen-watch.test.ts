import { expect, test } from 'vitest'
import { createScreenWatch } from '../../../../../main/probe/sources/screen/screen-watch.ts'
import { windowsAnswer, windowsRow } from '../../../../fakes/screen-answers.ts'
import { createScriptedRun, createSourceBench, type Script } from '../../../../fakes/source-bench.ts'

const look = async (platform: NodeJS.Platform, script: Script, env: NodeJS.ProcessEnv = {}) => {
  const bench = createSourceBench({ run: createScriptedRun(script) })
  const source = createScreenWatch(platform, env)
  await source.start(bench.context)
  await new Promise((r) => setTimeout(r, 20))
  await source.stop()
  return bench
}
const noWindow: Script = () => ({ stdout: '_NET_CLIENT_LIST(WINDOW): window id # \n' })
const wayland = { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }

test('X11 is watched; Wayland only partly, and it says so', async () => {
  expect((await look('linux', noWindow)).states).toEqual([{ state: 'watching', reason: null }])
  expect((await look('linux', noWindow, wayland)).states).toEqual([
    { state: 'partly', reason: { code: 'screen-partly', params: {} } },
  ])
})

test('Wayland where no window at all can be seen is not watched', async () => {
  for (const script of [() => ({ code: 1 }), () => ({ problem: 'not-found' as const })])
    expect((await look('linux', script, wayland)).states).toMatchObject([
      { state: 'cannot', reason: { code: 'screen-hidden' } },
    ])
})

test('Windows: a helper that may not run is named, and is not "nothing there"', async () => {
  expect((await look('win32', () => ({ code: 1 }))).states).toEqual([
    { state: 'cannot', reason: { code: 'tool-failed', params: { tool: 'PowerShell' } } },
  ])
})

test('Windows: a page in full screen is told', async () => {
  const { events } = await look('win32', () => ({ stdout: windowsAnswer([windowsRow()]) }))
  expect(events).toMatchObject([{ topic: 'full-screen-page', action: 'added', subject: 'chrome' }])
})

test('a page that went while nobody could look is told as gone, by the failed look or after a restart', async () => {
  let answer = { stdout: windowsAnswer([windowsRow()]), code: 0 }
  const bench = createSourceBench({ run: createScriptedRun(() => answer) })
  const source = createScreenWatch('win32')
  const actions = () => bench.events.map((e) => (e as { action?: string }).action)
  const once = async () => {
    await source.start(bench.context)
    await new Promise((r) => setTimeout(r, 20))
    await source.stop()
  }
  await once()
  answer = { ...answer, code: 1 }
  await once()
  expect(actions()).toEqual(['added', 'removed'])
  answer = { stdout: windowsAnswer([windowsRow()]), code: 0 }
  await once()
  answer = { stdout: windowsAnswer([]), code: 0 }
  await once()
  expect(actions()).toEqual(['added', 'removed', 'added', 'removed'])
})
