import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { structuredQuery, wantedChannels } from '../../../../../main/probe/sources/logs/windows-channels.ts'
import { createWindowsLog } from '../../../../../main/probe/sources/logs/windows-log.ts'
import { resume } from '../../../../../main/probe/sources/logs/windows-marks.ts'
import { createManualClock } from '../../../../fakes/manual-clock.ts'
import { createScriptedRun, createSourceBench, type Script } from '../../../../fakes/source-bench.ts'

const element = (channel: string, record: number, id = 4720, at = '2026-11-23T07:00:00.1234567Z') =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P'/><EventID>${id}</EventID>` +
  `<TimeCreated SystemTime='${at}'/><EventRecordID>${record}</EventRecordID><Channel>${channel}</Channel>` +
  `<Computer>pc</Computer></System><EventData><Data Name='TargetUserName'>sato &amp; co</Data></EventData></Event>`

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'otasuke-logs-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

/** A PC with three channels; Security is closed to this user. */
const script =
  (answers: string[], closed = true): Script =>
  (_file, args) => {
    if (args[0] === 'el') return { stdout: 'Application\r\nSecurity\r\nSystem\r\nSomething/Else\r\n' }
    if (args.includes('/rd:true')) {
      if (args[1] === 'Security' && closed) return { code: 5 }
      return { stdout: element(args[1] ?? '', 100) }
    }
    return { stdout: answers.shift() ?? '' }
  }
const start = async (answers: string[], mark: unknown = null, closed = true) => {
  const clock = createManualClock()
  const run = createScriptedRun(script(answers, closed))
  const bench = createSourceBench({ clock, run, mark, data })
  const source = createWindowsLog({ computer: 'pc' })
  await source.start(bench.context)
  return { clock, run, bench, source, query: () => readFileSync(join(data, 'log-query.xml'), 'utf8') }
}

describe('the Windows logs', () => {
  test('are read from their end on at the first start, and a closed channel is told', async () => {
    const { bench, query } = await start([])
    expect(query()).toContain('<Select Path="System">*[System[EventRecordID&gt;100]]</Select>')
    expect(query()).not.toContain('Security')
    expect(bench.states.at(-1)).toMatchObject({
      state: 'partly',
      reason: { code: 'channels-unread', params: { count: 1 } },
    })
  })
  test('go on from the mark of each channel, so that nothing is read twice and what happened meanwhile is caught up', async () => {
    const mark = { computer: 'pc', marks: { System: 97, Application: 100 } }
    const { bench, query, clock } = await start([element('System', 98) + element('System', 99)], mark)
    expect(bench.events).toMatchObject([
      { channel: 'System', recordId: 98, caughtUp: true, fields: { TargetUserName: 'sato & co' } },
      { recordId: 99 },
    ])
    expect(bench.mark()).toEqual({ computer: 'pc', marks: { System: 99, Application: 100 } })
    await clock.advance(10_000)
    expect(query()).toContain('EventRecordID&gt;99]')
  })
  test('lose no good record beside a broken one', async () => {
    const broken = element('System', 101).replace('</System>', '')
    const { bench } = await start([element('System', 102) + broken + element('System', 103)])
    expect(bench.events.map((e) => 'recordId' in e && e.recordId)).toEqual([102, 103])
    expect(bench.states.at(-1)).toMatchObject({ state: 'partly', reason: { code: 'log-unreadable' } })
  })
  test('are asked again when wevtutil fails, and nothing is said to be fine meanwhile', async () => {
    const clock = createManualClock()
    let fails = true
    const run = createScriptedRun((_f, args) =>
      args.includes('/sq:true') && fails
        ? { problem: 'timeout' }
        : script([element('System', 101)], false)(_f, args),
    )
    const bench = createSourceBench({ clock, run, data })
    await createWindowsLog({ computer: 'pc' }).start(bench.context)
    expect(bench.states.at(-1)?.state).toBe('cannot')
    fails = false
    await clock.advance(10_000)
    expect(bench.states.at(-1)?.state).toBe('watching')
    expect(bench.events).toHaveLength(1)
  })
  test('give nothing after stop', async () => {
    const { bench, source, clock } = await start([])
    source.stop()
    await clock.advance(60_000)
    expect(bench.events).toEqual([])
  })
})

describe('marks', () => {
  test('a cleared channel is read from its beginning; a bookmark of another PC counts for nothing', () => {
    expect(resume({ computer: 'pc', marks: { System: 500 } }, 'pc', { System: 20 })).toEqual({ System: 0 })
    expect(resume({ computer: 'other', marks: { System: 5 } }, 'pc', { System: 20 })).toEqual({ System: 20 })
    expect(resume({ computer: 'pc', marks: { System: 'x' } }, 'pc', { System: 20 })).toEqual({ System: 20 })
    expect(resume('nonsense', 'pc', { System: 20 })).toEqual({ System: 20 })
  })
  test('a channel name cannot break the query', () => {
    expect(structuredQuery({ 'A"><b': 1 })).toContain('Path="A&quot;&gt;&lt;b"')
  })
  test('only channels that rules read are wanted', () => {
    expect(wantedChannels(['Security', 'Foo', ' System\r', 'Microsoft-Windows-Sysmon/Operational'])).toEqual([
      'Security',
      'System',
      'Microsoft-Windows-Sysmon/Operational',
    ])
  })
})
