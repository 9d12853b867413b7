import { expect, test } from 'vitest'
import { createRecordStore } from '../../../main/alerts/record-store.ts'
import type { Finding } from '../../../main/contract/alert.ts'
import { createIncidents, type Sharing } from '../../../main/core/incidents.ts'
import { openStore } from '../../../main/core/store.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'
import { sampleFinding } from '../../fakes/samples.ts'

const minute = 60_000
const world = (sharing: Sharing = 'send') => {
  const clock = createManualClock()
  // A folder that cannot be made: the records live in memory.
  const { db } = openStore('/dev/null/otasuke', clock.now(), silentLog)
  const record = createRecordStore(db)
  const announced: string[] = []
  let id = 0
  const incidents = createIncidents({
    db,
    record,
    clock,
    log: silentLog,
    newId: () => `alert-${++id}`,
    computer: 'PC',
    sharing: () => sharing,
    change: () => {},
    announce: ({ change }) => announced.push(change),
    onTrouble: (error) => {
      throw error
    },
    kick: () => {},
  })
  const found = (change: Partial<Finding> = {}) => {
    const at = new Date(clock.now()).toISOString()
    return incidents.raise(
      sampleFinding({
        kind: 'remote-control',
        severity: 'check',
        key: 'remote-control:anydesk',
        occurredAt: at,
        lastAt: at,
        facts: { tool: 'AnyDesk' },
        evidence: {},
        ...change,
      }),
    )!
  }
  const sent = () =>
    db
      .prepare('SELECT payload, state FROM outbox ORDER BY id')
      .all()
      .map((row) => ({ state: row.state, alert: JSON.parse(String(row.payload)).body.alert }))
  return { clock, record, incidents, found, sent, announced }
}
const session = { kind: 'remote-control-session' }

test('電話で言われた makes it すぐ電話 and the desk hears of it; another answer takes it back', () => {
  const { incidents, found, sent, record } = world()
  const { id } = found()
  expect(incidents.answer(id, 'told')).toMatchObject({ severity: 'urgent', answer: 'told', state: 'seen' })
  expect(sent().at(-1)?.alert).toMatchObject({ id, severity: 'urgent', answer: 'told' })
  expect(incidents.answer(id, 'not-told')).toMatchObject({ severity: 'check', answer: 'not-told' })
  expect(sent().at(-1)?.alert).toMatchObject({ severity: 'check', answer: 'not-told' })
  expect(record.read(id).entries.map((e) => e.type)).toEqual(['found', 'answer', 'answer'])
  expect(incidents.answer('unknown-alert', 'told')).toBeNull()
})

test('わからない goes to the desk too, but not before the user has agreed', () => {
  const { incidents, found, sent } = world('hold')
  incidents.answer(found().id, 'unknown')
  expect(sent().at(-1)).toMatchObject({ state: 'held', alert: { answer: 'unknown', severity: 'check' } })
  const never = world('never')
  never.incidents.answer(never.found().id, 'unknown')
  expect(never.sent()).toEqual([])
})

test('an answer of the morning does not answer for a caller in the afternoon', async () => {
  const { clock, incidents, found, announced } = world()
  const morning = found()
  await clock.advance(2 * minute)
  incidents.answer(morning.id, 'not-told')
  expect(found(session).id).toBe(morning.id)
  await clock.advance(300 * minute)
  const afternoon = found(session)
  expect(afternoon).toMatchObject({ answer: null, state: 'new' })
  expect(afternoon.id).not.toBe(morning.id)
  expect(announced).toEqual(['new', 'more', 'new'])
})

test('a page that comes to fill the screen asks again what was answered before it', () => {
  const { incidents, found, announced } = world()
  incidents.answer(found().id, 'not-told')
  expect(found({ kind: 'remote-control-screen', severity: 'urgent' })).toMatchObject({
    answer: null,
    state: 'new',
    severity: 'urgent',
  })
  expect(announced).toEqual(['new', 'worse'])
})

test('the same partner again is not asked about again, and what was told on the phone stays one story', async () => {
  const partner = { ...session, facts: { tool: 'AnyDesk', from: '123456789' } }
  const known = world()
  const first = known.found(partner)
  known.incidents.answer(first.id, 'not-told')
  await known.clock.advance(60 * minute)
  expect(known.found(partner).id).toBe(first.id)
  await known.clock.advance(60 * minute)
  expect(known.found({ ...partner, facts: { tool: 'AnyDesk', from: '987654321' } }).id).not.toBe(first.id)
  const fraud = world()
  const told = fraud.found()
  fraud.incidents.answer(told.id, 'told')
  await fraud.clock.advance(60 * minute)
  expect(fraud.found(session)).toMatchObject({ id: told.id, severity: 'urgent', answer: 'told' })
})
