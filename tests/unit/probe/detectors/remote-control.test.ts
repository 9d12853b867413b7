import { describe, expect, test } from 'vitest'
import { asksAboutPhone } from '../../../../main/contract/alert.ts'
import type { ProcessEvent, StateEvent } from '../../../../main/contract/event.ts'
import { createRemoteControlDetector } from '../../../../main/probe/detectors/remote-control.ts'
import { remoteToolOf, remoteTools } from '../../../../main/probe/detectors/remote-tools.ts'

const start = (extra: Partial<ProcessEvent> = {}): ProcessEvent => ({
  category: 'process',
  at: '2026-11-23T08:00:00.000Z',
  source: 's',
  action: 'start',
  name: 'AnyDesk.exe',
  executable: null,
  pid: 1,
  parentPid: null,
  user: null,
  commandLine: null,
  ...extra,
})

describe('which program is which tool', () => {
  test.each([
    ['AnyDesk.exe', 'anydesk'],
    ['C:\\Users\\佐藤\\Downloads\\AnyDesk (1).exe', 'anydesk'],
    ['/usr/bin/rustdesk', 'rustdesk'],
    ['TeamViewerQS_x64.exe', 'teamviewer'],
    ['QuickAssist.exe', 'quick-assist'],
    ['ScreenConnect.WindowsClient.exe', 'screenconnect'],
    ['AA_v3.5.exe', 'ammyy'],
    ['x11vnc', 'vnc'],
  ])('%s → %s', (program, id) => expect(remoteToolOf(program)?.id).toBe(id))
  test.each(['chrome.exe', 'explorer.exe', 'sleep', 'anydeskless', 'desk', '', '*'])(
    '%s is none',
    (program) => expect(remoteToolOf(program)).toBeNull(),
  )
  test('ids are unique and programs are lower case', () => {
    expect(new Set(remoteTools.map((t) => t.id)).size).toBe(remoteTools.length)
    for (const p of remoteTools.flatMap((t) => t.programs)) expect(p).toBe(p.toLowerCase())
  })
})

test('a start is told once, its helper processes are not', () => {
  const detector = createRemoteControlDetector()
  expect(detector.onEvent(start())).toMatchObject([
    { kind: 'remote-control', severity: 'check', key: 'remote-control:anydesk', facts: { tool: 'AnyDesk' } },
  ])
  expect(detector.onEvent(start({ pid: 2, at: '2026-11-23T08:00:05.000Z' }))).toEqual([])
  expect(detector.onEvent(start({ pid: 3, at: '2026-11-23T09:00:05.000Z' }))).toHaveLength(1)
})

test('what runs at the first look is told only when it was never seen before', () => {
  expect(createRemoteControlDetector().onEvent(start({ action: 'running', firstSeen: true }))).toHaveLength(1)
  expect(createRemoteControlDetector().onEvent(start({ action: 'running', firstSeen: false }))).toEqual([])
})

test('a tool of every day is asked about once, and again beside a page that fills the screen', () => {
  const detector = createRemoteControlDetector()
  const page = (action: 'added' | 'removed', at: string): StateEvent => ({
    category: 'state',
    source: 's',
    topic: 'full-screen-page',
    action,
    at,
    subject: 'chrome',
    details: {},
  })
  expect(detector.onEvent(start({ firstSeen: true }))).toHaveLength(1)
  expect(detector.onEvent(start({ firstSeen: false, at: '2026-11-24T08:00:00.000Z' }))).toEqual([])
  expect(detector.onEvent(page('added', '2026-11-24T08:10:00.000Z'))).toMatchObject([
    { kind: 'remote-control-screen', severity: 'urgent' },
  ])
  expect(detector.onEvent(start({ firstSeen: false, at: '2026-11-24T08:20:00.000Z' }))).toHaveLength(1)
})

describe('a tool of every day, used again from outside', () => {
  const again = (name: string, minutes: number, extra: Partial<ProcessEvent> = {}) =>
    start({
      name,
      firstSeen: false,
      at: new Date(Date.parse('2026-11-24T08:00:00Z') + minutes * 60_000).toISOString(),
      ...extra,
    })
  const logged = (tool: string, minutes: number, extra: Partial<StateEvent> = {}): StateEvent => ({
    category: 'state',
    source: 'remote-sessions-win32',
    topic: 'remote-session',
    action: 'added',
    at: again('', minutes).at,
    subject: tool,
    details: { tool, from: '1108841617', name: '佐藤', method: 'User', log: 'C:\\x\\connection_trace.txt' },
    ...extra,
  })
  const run = (events: (ProcessEvent | StateEvent)[], allowed: string[] = []) => {
    const detector = createRemoteControlDetector({ allowed })
    return events.flatMap((e) => detector.onEvent(e))
  }
  test('its own log names the session: the card of an incoming session, with who it was', () => {
    const [finding] = run([again('AnyDesk.exe', 0), logged('anydesk', 1)])
    expect(finding).toMatchObject({
      kind: 'remote-control-session',
      severity: 'check',
      key: 'remote-control:anydesk',
      facts: { tool: 'AnyDesk', from: '1108841617' },
      evidence: { name: '佐藤', method: 'User' },
    })
    expect(asksAboutPhone(finding!.kind)).toBe(true)
    expect(run([logged('anydesk', 1)], ['AnyDesk'])).toMatchObject([
      { severity: 'notice', evidence: { allowedByProvider: true } },
    ])
  })
  test('beside a page that fills the screen it is urgent; not when it was caught up from before', () => {
    const page: StateEvent = { ...logged('x', 0), topic: 'full-screen-page', details: {} }
    const screen = { kind: 'remote-control-screen', severity: 'urgent' }
    expect(run([page, logged('anydesk', 1)])).toMatchObject([screen])
    expect(run([page, again('TeamViewer_Desktop.exe', 1)])).toMatchObject([screen])
    // The page may come when the caller is in already.
    for (const event of [logged('anydesk', -5), again('remoting_desktop.exe', -5)])
      expect(run([event, page])).toMatchObject([{ severity: 'check' }, screen])
    expect(run([page, logged('anydesk', -600, { caughtUp: true })])).toMatchObject([{ severity: 'check' }])
  })
  test.each([
    ['TeamViewer_Desktop.exe', 'TeamViewer', {}],
    ['remoting_desktop.exe', 'Chrome Remote Desktop', {}],
    ['rustdesk', 'RustDesk', { commandLine: '/usr/bin/rustdesk --cm' }],
    [
      'rustdesk.exe',
      'RustDesk',
      { commandLine: '"C:\\Program Files\\RustDesk\\rustdesk.exe" --cm-no-ui', action: 'running' as const },
    ],
  ])('%s runs only while somebody is connected', (name, tool, extra) => {
    expect(run([again(name, 0, extra), again(name, 1, extra)])).toMatchObject([
      { kind: 'remote-control-session', severity: 'check', facts: { tool } },
    ])
    expect(run([again(name, 0, extra)], [tool])).toMatchObject([{ severity: 'notice' }])
  })
  test.each([
    ['TeamViewer.exe', {}],
    // On macOS and Linux it runs all the time.
    ['TeamViewer_Desktop', {}],
    ['remoting_host.exe', {}],
    ['rustdesk', { commandLine: '/usr/bin/rustdesk --service' }],
    ['quickassist.exe', { action: 'running' as const }],
  ])('%s alone is no session', (name, extra) => expect(run([again(name, 0, extra)])).toEqual([]))
  test('Quick Assist has no other use: every start is asked about', () =>
    expect(run([again('quickassist.exe', 0)])).toMatchObject([{ kind: 'remote-control', severity: 'check' }]))
  test('the line that comes when the session has ended is for the record only', () => {
    expect(run([again('TeamViewer_Desktop.exe', 1), logged('teamviewer', 0)]).map((f) => f.severity)).toEqual(
      ['check', 'notice'],
    )
    expect(
      run([again('TeamViewer_Desktop.exe', 1), logged('teamviewer', 40)]).map((f) => f.severity),
    ).toEqual(['check', 'check'])
  })
})
