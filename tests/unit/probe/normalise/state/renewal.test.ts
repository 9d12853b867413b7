import { describe, expect, test } from 'vitest'
import type { FieldValue, StateEvent } from '../../../../../main/contract/event.ts'
import { createPersistenceDetector } from '../../../../../main/probe/detectors/persistence.ts'

const event = (
  action: StateEvent['action'],
  subject: string,
  command: string,
  details: Record<string, FieldValue> = {},
): StateEvent => ({
  category: 'state',
  at: '2026-11-26T01:00:00.000Z',
  source: 'persistence-win32',
  topic: 'persistence',
  action,
  subject,
  details: {
    commands: [command],
    signs: [],
    ...(action === 'removed' ? {} : { trust: 'trusted', owner: 'CN=Google LLC' }),
    ...details,
  },
})
const changed = (subject: string, from: string, to: string, details: Record<string, FieldValue> = {}) =>
  event('changed', subject, to, { before: JSON.stringify({ commands: [from], signs: [] }), ...details })

/** What is told of these, two minutes later. */
const told = (...events: StateEvent[]) => {
  const detector = createPersistenceDetector()
  const now = events.flatMap((e) => detector.onEvent(e))
  const later = [0, 120_000].flatMap((ms) => detector.onTick?.(ms + 1) ?? [])
  return [...now, ...later].map((f) => `${f.kind} ${f.facts.count ?? ''}`.trim())
}

const services = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services'
const elevation = (version: string) =>
  `"C:\\Program Files\\Google\\Chrome\\Application\\${version}\\elevation_service.exe"`
const task = (version: string, id: string) => `\\GoogleSystem\\GoogleUpdaterTaskSystem${version}{${id}}`
const updater = (version: string) =>
  `C:\\Program Files (x86)\\Google\\GoogleUpdater\\${version}\\updater.exe --wake`
const scan = (id: string) =>
  `\\??\\C:\\ProgramData\\Microsoft\\Windows Defender\\Definition Updates\\{${id}}\\MpKslDrv.sys`
const ids = ['0b1c2d3e-1111-4222-8333-444455556666', 'ffeeddcc-9999-4888-8777-666655554444'] as const

describe('the next version of a signed program is not told', () => {
  test.each<[string, StateEvent[]]>([
    [
      'a browser',
      [
        changed(
          `${services}\\GoogleChromeElevationService\\ImagePath`,
          elevation('131.0.6778.70'),
          elevation('131.0.6778.86'),
        ),
      ],
    ],
    [
      'an updater whose tasks bear its version',
      [
        event('added', task('131.0.6', ids[0]), updater('131.0.6')),
        event('removed', task('130.0.67', ids[1]), updater('130.0.67')),
      ],
    ],
    [
      'the driver of each list of viruses',
      [
        event('added', `${services}\\MpKsl1a2b3c4d\\ImagePath`, scan(ids[0])),
        event('removed', `${services}\\MpKsl9f8e7d6c\\ImagePath`, scan(ids[1])),
      ],
    ],
  ])('%s', (_, events) => expect(told(...events)).toEqual([]))
})

describe('what is more than a number, or nobody’s, is told', () => {
  const from = elevation('131.0.6778.70')
  const to = elevation('131.0.6778.86')
  test.each<[string, StateEvent]>([
    ['another program', changed('x', from, to.replace('elevation_service', 'other'))],
    ['another folder', changed('x', from, to.replace('Program Files', 'ProgramData'))],
    ['no signature', changed('x', from, to, { trust: 'none' })],
    ['nobody could tell', changed('x', from, to, { trust: 'unknown' })],
    ['a task that was switched on', changed('x', from, to, { enabled: true })],
    ['a file with other contents', changed('x', from, to, { sha256: 'b' })],
  ])('%s', (_, what) => expect(told(what)).toEqual(['autostart-changed 1']))
  test('a program that came, beside another that went', () => {
    expect(
      told(event('added', 'New', updater('1.2')), event('removed', task('1.1', ids[0]), updater('1.1'))),
    ).toEqual(['autostart-changed 2'])
  })
  test('beside a renewal', () => {
    expect(told(changed('x', from, to), event('added', 'New', 'C:\\Program Files\\New\\new.exe'))).toEqual([
      'autostart-changed 1',
    ])
  })
})
