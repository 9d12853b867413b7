import { expect, test } from 'vitest'
import type { SourceHealth } from '../../../main/contract/state.ts'
import { trayStateOf } from '../../../main/present/tray-state.ts'
import { sampleAlert } from '../../fakes/samples.ts'

const source = (state: SourceHealth['state'], id = 'logins'): SourceHealth => ({
  id,
  state,
  reason: null,
  since: '2026-11-23T00:00:00.000Z',
  events: 0,
  dropped: 0,
})
const watching = [source('watching')]

test.each([
  ['every source watches, nothing open', [], watching, 'protected'],
  [
    'an open すぐ電話 comes before everything',
    [sampleAlert({ severity: 'urgent' })],
    [source('cannot')],
    'urgent',
  ],
  ['a seen alert is still open', [sampleAlert({ severity: 'urgent', state: 'seen' })], watching, 'urgent'],
  [
    'a closed alert is no longer shown',
    [sampleAlert({ severity: 'urgent', state: 'closed' })],
    watching,
    'protected',
  ],
  ['今日中に確認', [sampleAlert({ severity: 'check' })], watching, 'check'],
  ['読むだけ does not change the state', [sampleAlert({ severity: 'notice' })], watching, 'protected'],
  [
    'one source that cannot watch is never called protected',
    [],
    [...watching, source('cannot', 'b')],
    'blind',
  ],
  ['a source that is being restarted does not watch', [], [source('restarting')], 'blind'],
  ['no source at all', [], [], 'blind'],
  ['still starting', [], [...watching, source('starting', 'b')], 'blind'],
] as const)('%s', (_, alerts, sources, expected) => {
  expect(trayStateOf({ alerts: [...alerts], sources: [...sources] })).toBe(expected)
})
