import { expect, test } from 'vitest'
import type { Alert } from '../../../main/contract/alert.ts'
import { type Pause, pauseOf } from '../../../main/contract/guard.ts'
import { takeUpPauses } from '../../../main/core/pause-take-up.ts'
import { silentLog } from '../../../main/ports/log.ts'

const alert = (id: string, root: string, pause: Pause | null, more: Partial<Alert> = {}): Alert => ({
  id,
  kind: 'ransomware',
  severity: 'urgent',
  key: `ransomware:${root}`,
  facts: {},
  evidence: pause ? { root, pause } : { root },
  occurredAt: '2026-11-20T01:00:00.000Z',
  lastAt: '2026-11-20T01:00:00.000Z',
  detectedAt: '2026-11-20T01:00:00.000Z',
  updatedAt: '2026-11-20T01:00:00.000Z',
  count: 1,
  state: 'seen',
  answer: null,
  drill: false,
  ...more,
})
const program = (pid: number) => ({ id: `${pid}-1`, name: `p${pid}`, pid })
const process_ = (pid: number, folder: string) => ({
  ...program(pid),
  folder,
  parentPid: 1,
  startTime: '1',
  executable: null,
})

const takeUp = async (list: Alert[], standing: [number, string][]) => {
  const alerts = new Map(list.map((a) => [a.id, a]))
  const resumed: string[] = []
  const taken = await takeUpPauses({
    pause: {
      paused: async () => standing.map(([pid, folder]) => process_(pid, folder)),
      async resume(id) {
        resumed.push(id)
        return true
      },
    },
    alerts: list,
    change: (id, patch) => void alerts.set(id, { ...alerts.get(id)!, ...patch }),
    log: silentLog,
  })
  return {
    resumed,
    taken,
    pause: (id: string) => pauseOf(alerts.get(id)!),
    alert: (id: string) => alerts.get(id)!,
  }
}

test('a program that has ended meanwhile is no longer called stopped; one that stands still stays so', async () => {
  const t = await takeUp(
    [
      alert('a', '/a', { state: 'paused', programs: [program(1)] }),
      alert('b', '/b', { state: 'kept', programs: [program(2), program(3)] }),
      alert('c', '/c', { state: 'resumed', programs: [program(4)] }),
    ],
    [[3, '/b']],
  )
  expect(t.pause('a')).toEqual({ state: 'gone', programs: [program(1)] })
  expect(t.pause('b')).toEqual({ state: 'kept', programs: [program(3)] })
  expect(t.pause('c')?.state).toBe('resumed')
  expect(t.resumed).toEqual([])
  expect(t.taken.map((x) => x.alert.id)).toEqual(['a', 'b', 'c'])
})

test('a program that no alert tells of gets its buttons, or goes on where there is no alert', async () => {
  const t = await takeUp(
    [
      alert('a', '/a', null),
      alert('old', '/b', null, { state: 'closed' }),
      alert('drill', '/c', null, { drill: true }),
    ],
    [
      [5, '/a'],
      [6, '/a'],
      [7, '/b'],
      [8, '/c'],
    ],
  )
  expect(t.pause('a')).toEqual({ state: 'paused', programs: [program(5), program(6)] })
  expect(t.alert('a').state).toBe('new')
  expect(t.resumed).toEqual(['7-1', '8-1'])
})
