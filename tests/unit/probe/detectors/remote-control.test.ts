import { describe, expect, test } from 'vitest'
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
