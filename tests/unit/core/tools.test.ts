import { describe, expect, test } from 'vitest'
import { createRecordStore, recordEndMigration, recordMigration } from '../../../main/alerts/record-store.ts'
import type { Alert, Finding } from '../../../main/contract/alert.ts'
import { cardOf } from '../../../main/contract/card.ts'
import { createText } from '../../../main/contract/text.ts'
import { createDrills } from '../../../main/core/drills.ts'
import { migrate, openDatabase } from '../../../main/ports/database.ts'
import { statisticsCsv, statisticsOf } from '../../../main/present/statistics.ts'
import { sampleAlert } from '../../fakes/samples.ts'

const recordStore = () => {
  const { db } = openDatabase(':memory:')
  migrate(db, [recordMigration, recordEndMigration])
  return createRecordStore(db)
}
const now = () => '2026-11-23T02:00:00.000Z'

describe('statistics', () => {
  const some = (n: number, change: Partial<Alert>) => Array.from({ length: n }, () => sampleAlert(change))
  const alerts = [
    ...some(3, { kind: 'ransomware', facts: { folder: '社長の給与', user: 'tanaka' } }),
    ...some(2, { kind: 'password-guessing', severity: 'check' }),
    ...some(4, { kind: 'ransomware', drill: true }),
    ...some(3, { kind: 'reported-phishing', severity: 'check' }),
  ]
  const statistics = statisticsOf(alerts, '6-20', 'Asia/Tokyo')
  test('counts by month, kind and severity; exercises do not count; small groups are folded', () => {
    expect(statistics.lines).toEqual([
      { month: '2026-11', kind: 'password-guessing', severity: 'check', count: null },
      { month: '2026-11', kind: 'ransomware', severity: 'urgent', count: 3 },
      { month: '2026-11', kind: 'reported', severity: 'check', count: 3 },
    ])
  })
  test('holds no name, no address, no file', () => {
    expect(JSON.stringify(statistics) + statisticsCsv(statistics)).not.toMatch(/給与|tanaka|KEIRI|Documents/)
  })
  test('is CSV with a header, folded counts said as such', () => {
    expect(statisticsCsv(statistics).split('\r\n').slice(0, 2)).toEqual([
      'schema,size_band,month,kind,severity,count',
      '1,6-20,2026-11,password-guessing,check,<3',
    ])
  })
})

test('an exercise is marked as one, and its record keeps times and names', () => {
  const record = recordStore()
  const alerts = new Map<string, Alert>()
  const drills = createDrills({
    record,
    now,
    alertOf: (id) => alerts.get(id) ?? null,
    close: (id) => alerts.set(id, { ...alerts.get(id)!, state: 'closed' }),
    raise: (finding: Finding, drill) => {
      const alert = sampleAlert({ ...finding, id: 'd1', drill })
      alerts.set(alert.id, alert)
      return alert
    },
  })
  const started = drills['drill.start']({ situation: 'ransomware' }) as { id: string }
  expect(alerts.get('d1')).toMatchObject({ drill: true, severity: 'urgent' })
  expect(cardOf(alerts.get('d1')!, createText('ja')).title).toMatch(/^【訓練】/)
  const done = drills['drill.finish']({
    id: started.id,
    attended: ['髙橋', '田中'],
    steps: [{ text: 'LANケーブルをぬく', answer: 'done', seconds: 42 }],
  })
  expect(done).toMatchObject({ situation: 'ransomware', attended: ['髙橋', '田中'] })
  expect(record.read('d1').entries.map((e) => [e.type, e.who])).toEqual([
    ['tick', '髙橋、田中'],
    ['closed', '髙橋、田中'],
  ])
  alerts.set('real', sampleAlert({ id: 'real' }))
  expect(() => drills['drill.finish']({ id: 'real', attended: [], steps: [] })).toThrow()
})
