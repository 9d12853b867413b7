import { describe, expect, test } from 'vitest'
import { openFreshWindow } from '../../../../../main/probe/sources/screen/fresh-window.ts'
import { createScriptedRun } from '../../../../fakes/source-bench.ts'

const open = async (platform: NodeJS.Platform, browser: string, program: string | null = null) => {
  const run = createScriptedRun(() => ({}))
  return { opened: await openFreshWindow({ run, platform }, browser, program), calls: run.calls }
}

describe('an empty window, without the tabs of the last time', () => {
  test.each([
    ['chrome', '--incognito'],
    ['msedge', '--inprivate'],
    ['firefox', '--private-window'],
    ['iexplore', '-private'],
    ['vivaldi', '--incognito'],
  ])('Windows: %s', async (browser, argument) =>
    expect(await open('win32', browser)).toEqual({
      opened: true,
      calls: [['cmd', '/c', 'start', '', browser, argument, 'about:blank']],
    }),
  )
  test('Windows: a browser that it does not start by name is not asked for: it would say so in a window', async () =>
    expect(await open('win32', 'avastbrowser')).toEqual({ opened: false, calls: [] }))
  test.each([
    ['vivaldi-bin', '/opt/vivaldi/vivaldi-bin', '--incognito'],
    ['librewolf', '/usr/share/librewolf/librewolf', '--private-window'],
    ['opera', '/usr/lib/x86_64-linux-gnu/opera/opera', '--private'],
    ['microsoft-edge', '/opt/microsoft/msedge/msedge', '--inprivate'],
    ['org.gnome.epiphany', '/usr/bin/epiphany', '--incognito-mode'],
  ])('Linux: %s', async (browser, program, argument) =>
    expect((await open('linux', browser, program)).calls).toEqual([
      ['setsid', '--fork', program, argument, 'about:blank'],
    ]),
  )
})
