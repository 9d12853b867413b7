import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProcessEvent } from '../../../../../main/contract/event.ts'
import { readPs, readTasklist } from '../../../../../main/probe/normalise/process-list.ts'
import {
  createMacProcesses,
  createWindowsProcesses,
} from '../../../../../main/probe/sources/processes/platform-processes.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench } from '../../../../fakes/source-bench.ts'

// Columns as Microsoft Learn ("tasklist") and ps(1) of macOS document them; the sizes are those of a Japanese Windows.
const tasklist = (...names: [string, number][]) =>
  names.map(([n, p]) => `"${n}","${p}","Console","1","12,345 K"`).join('\r\n')
const ps = (...paths: [string, number][]) =>
  paths.map(([n, p]) => `  ${p}     1 sato             ${n}`).join('\n')

const systems = [
  ['Windows', createWindowsProcesses, tasklist, 'explorer.exe', 'AnyDesk.exe', 'AnyDesk.exe'],
  [
    'macOS',
    createMacProcesses,
    ps,
    '/sbin/launchd',
    '/Applications/My AnyDesk.app/Contents/MacOS/AnyDesk',
    'AnyDesk',
  ],
] as const

describe.each(systems)('%s', (_, create, print, first, tool, name) => {
  test('tells what runs at first, then what starts', async () => {
    const clock = createManualClock()
    let list = print([first, 1])
    const bench = createSourceBench({ clock, run: createScriptedRun(() => ({ stdout: list })) })
    const source = create()
    await source.start(bench.context)
    await clock.advance(0)
    list = print([first, 1], [tool, 77])
    await clock.advance(4000)
    await clock.advance(4000)
    await source.stop()
    const events = bench.events as ProcessEvent[]
    expect(events.map((e) => e.action)).toEqual(['running', 'start'])
    expect(events[1]).toMatchObject({ name, pid: 77, firstSeen: true })
  })
  test('a tool that fails again and again lets the source die, with the reason', async () => {
    const clock = createManualClock()
    const bench = createSourceBench({ clock, run: createScriptedRun(() => ({ problem: 'timeout' })) })
    await create().start(bench.context)
    await clock.advance(30_000)
    expect(bench.died[0]).toMatchObject({ code: 'tool-failed' })
    expect(bench.states).toEqual([])
  })
})

test('no output makes a reader throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      readTasklist(text)
      readPs(text)
    }),
  )
})
