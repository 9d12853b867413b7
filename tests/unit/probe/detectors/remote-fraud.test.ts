import { describe, expect, test } from 'vitest'
import type { ProcessEvent, StateEvent } from '../../../../main/contract/event.ts'
import { createRemoteControlDetector } from '../../../../main/probe/detectors/remote-control.ts'

const at = (minutes: number) => new Date(Date.parse('2026-11-23T08:00:00Z') + minutes * 60_000).toISOString()
const start = (minutes: number, name = 'AnyDesk.exe'): ProcessEvent => ({
  category: 'process',
  at: at(minutes),
  source: 's',
  action: 'start',
  name,
  executable: null,
  pid: 1,
  parentPid: null,
  user: null,
  commandLine: null,
  firstSeen: true,
})
const page = (minutes: number, action: 'added' | 'removed' = 'added'): StateEvent => ({
  category: 'state',
  at: at(minutes),
  source: 's',
  topic: 'full-screen-page',
  action,
  subject: 'chrome',
  details: { browser: 'chrome' },
})
const session = (from: string, isPublic: boolean): StateEvent => ({
  category: 'state',
  at: at(1),
  source: 's',
  topic: 'remote-session',
  action: 'added',
  subject: 'anydesk',
  details: { tool: 'anydesk', from, public: isPublic },
})
const run = (events: (ProcessEvent | StateEvent)[], allowed: string[] = []) => {
  const detector = createRemoteControlDetector({ allowed })
  return events.flatMap((e) => detector.onEvent(e)).map((f) => `${f.kind} ${f.severity} ${f.key}`)
}

describe('a fake warning and a remote-control tool', () => {
  const urgent = 'remote-control-screen urgent remote-control:anydesk'
  const plain = 'remote-control check remote-control:anydesk'
  test('the tool starts while the page is there', () => expect(run([page(0), start(2)])).toEqual([urgent]))
  test('the page comes while the tool is running: the same incident grows worse', () =>
    expect(run([start(0), page(10)])).toEqual([plain, urgent]))
  test('the page is gone, or comes much later', () => {
    expect(run([page(0), page(1, 'removed'), start(2)])).toEqual([plain])
    expect(run([start(0), page(45)])).toEqual([plain])
  })
  test('a film in full screen alone is nobody’s business', () => expect(run([page(0)])).toEqual([]))
})

test('an incoming session: urgent from the internet, to be looked at from the office', () => {
  expect(run([session('8.8.8.8', true)])).toEqual(['remote-control-session urgent remote-control:anydesk'])
  expect(run([session('192.168.1.9', false)])).toEqual([
    'remote-control-session check remote-control:anydesk',
  ])
})

test("the provider's own tool stays quiet but is recorded", () => {
  expect(run([page(0), start(1), session('8.8.8.8', true)], ['AnyDesk'])).toEqual([
    'remote-control notice remote-control:anydesk',
    'remote-control-session notice remote-control:anydesk',
  ])
  expect(run([start(1, 'rustdesk')], ['AnyDesk'])).toEqual(['remote-control check remote-control:rustdesk'])
})
