import { expect, test } from 'vitest'
import type { Alert } from '../../../main/contract/alert.ts'
import { recentWarnings } from '../../../main/present/genuine.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const alert = (id: string, updatedAt: string) => ({ id, updatedAt }) as Alert

test('only warnings of the last hour are ours, newest first', () => {
  const alerts = [
    alert('old', '2026-11-23T07:59:00.000Z'),
    alert('a', '2026-11-23T08:10:00.000Z'),
    alert('b', '2026-11-23T08:50:00.000Z'),
  ]
  expect(recentWarnings(alerts, now).map((a) => a.id)).toEqual(['b', 'a'])
  expect(recentWarnings([], now)).toEqual([])
})
test('a warning from a clock that was set back is not counted', () => {
  expect(recentWarnings([alert('future', '2026-11-23T12:00:00.000Z')], now)).toEqual([])
})
