import { expect, test } from 'vitest'
import { createRecordStore, recordEndMigration, recordMigration } from '../../../main/alerts/record-store.ts'
import type { Alert, Finding } from '../../../main/contract/alert.ts'
import { cardOf } from '../../../main/contract/card.ts'
import { createText } from '../../../main/contract/text.ts'
import { createDrills } from '../../../main/core/drills.ts'
import { migrate, openDatabase } from '../../../main/ports/database.ts'
import { sampleAlert } from '../../fakes/samples.ts'

const world = () => {
  const { db } = openDatabase(':memory:')
  migrate(db, [recordMigration, recordEndMigration])
  const record = createRecordStore(db)
  const alerts = new Map<string, Alert>([['real', sampleAlert({ id: 'real' })]])
  const told: Alert[] = []
  const drills = createDrills({
    record,
    now: () => '2026-11-23T02:00:00.000Z',
    alertOf: (id) => alerts.get(id) ?? null,
    close: (id) => alerts.set(id, { ...alerts.get(id)!, state: 'closed' }),
    tell: (alert) => told.push(alert),
    raise: (finding: Finding, drill) => {
      const alert = sampleAlert({ ...finding, id: 'd1', drill })
      alerts.set(alert.id, alert)
      return alert
    },
  })
  return { record, alerts, told, drills }
}

test('an exercise is marked as one, and its record keeps times and names', () => {
  const { drills, alerts, record } = world()
  drills['drill.start']({ situation: 'reported-files-locked', tellDesk: false })
  expect(alerts.get('d1')).toMatchObject({ drill: true, severity: 'urgent' })
  expect(cardOf(alerts.get('d1')!, createText('ja')).title).toMatch(/^【訓練】/)
  const steps = [{ text: 'LANケーブルをぬく', answer: 'done' as const, seconds: 42 }]
  const done = drills['drill.finish']({ id: 'd1', attended: ['髙橋', '田中'], steps })
  expect(done).toMatchObject({ situation: 'reported-files-locked', attended: ['髙橋', '田中'] })
  expect(record.read('d1').entries.map((e) => [e.type, e.who])).toEqual([
    ['tick', '髙橋、田中'],
    ['closed', '髙橋、田中'],
  ])
  expect(() => drills['drill.finish']({ id: 'd1', attended: [], steps: [] })).toThrow('ended')
})

test('a real incident cannot be ended as an exercise', () => {
  expect(() => world().drills['drill.finish']({ id: 'real', attended: [], steps: [] })).toThrow()
})

test('the desk hears of an exercise only where the user wants it, at its start and at its end', () => {
  const silent = world()
  silent.drills['drill.start']({ situation: 'reported-files-locked', tellDesk: false })
  silent.drills['drill.finish']({ id: 'd1', attended: [], steps: [] })
  expect(silent.told).toEqual([])
  const told = world()
  told.drills['drill.start']({ situation: 'reported-files-locked', tellDesk: true })
  told.drills['drill.finish']({ id: 'd1', attended: [], steps: [] })
  expect(told.told.map((a) => [a.drill, a.state])).toEqual([
    [true, 'new'],
    [true, 'closed'],
  ])
})
