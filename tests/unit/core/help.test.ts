import { expect, test } from 'vitest'
import { alertMigrations } from '../../../main/alerts/migrations.ts'
import { createRecordStore, recordEndMigration, recordMigration } from '../../../main/alerts/record-store.ts'
import { outboxMigration } from '../../../main/consult/outbox.ts'
import { outgoingSchema } from '../../../main/contract/desk.ts'
import { visitDetailsSchema } from '../../../main/contract/request.ts'
import { createText } from '../../../main/contract/text.ts'
import { createAttachments } from '../../../main/core/attachments.ts'
import { createHelp } from '../../../main/core/help.ts'
import { migrate, openDatabase } from '../../../main/ports/database.ts'
import { silentLog } from '../../../main/ports/log.ts'
import { testFolder } from '../../fakes/desk-side.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'
import { sampleAlert } from '../../fakes/samples.ts'

const world = () => {
  const { db } = openDatabase(':memory:')
  migrate(db, [...alertMigrations, outboxMigration, recordMigration, recordEndMigration])
  let made = 0
  const newId = () => `id-${++made}`
  const alerts = [sampleAlert(), sampleAlert({ id: 'drill-1', drill: true })]
  const remembered: unknown[] = []
  const help = createHelp({
    db,
    record: createRecordStore(db),
    clock: createManualClock(),
    newId,
    random: Math.random,
    computer: '受付',
    attachments: createAttachments({ db, folder: testFolder(), newId, log: silentLog }),
    alertOf: (id) => alerts.find((a) => a.id === id) ?? null,
    change: () => {},
    kick: () => {},
    text: () => createText('ja'),
    asker: () => ({ contact: '', phone: '' }),
    remember: ({ phone, place }) => void remembered.push({ phone, place }),
  })
  const outbox = () =>
    db
      .prepare('SELECT payload FROM outbox ORDER BY id')
      .all()
      .map((row) => outgoingSchema.parse(JSON.parse(String(row.payload))))
  return { help, outbox, remembered }
}
const asked = {
  kind: 'dispatch' as const,
  alertId: null,
  phone: '06-1234-5678',
  contact: '',
  text: '',
  bestTime: '',
  place: '',
  attachments: [],
}
const id = '7b1e5b1e-5a0e-4c55-9d2a-1f5a0c9f6d11'

test('asked twice with one id it is one request with one answer; without an id it is a new one each time', async () => {
  const { help, outbox } = world()
  const ask = help.handlers['help.request']
  const first = await ask({ ...asked, id })
  expect(await ask({ ...asked, id })).toEqual(first)
  expect(help.store.list()).toHaveLength(1)
  expect(outbox()).toHaveLength(1)
  await ask(asked)
  await ask(asked)
  expect(help.store.list()).toHaveLength(3)
})

test('what is asked about an exercise is marked as one, here and on its way', async () => {
  const { help, outbox } = world()
  const ask = help.handlers['help.request']
  await ask({ ...asked, alertId: 'drill-1' })
  await ask({ ...asked, alertId: 'alert-1' })
  expect(help.store.list().map((r) => [r.alertId, r.drill])).toEqual(
    expect.arrayContaining([
      ['drill-1', true],
      ['alert-1', undefined],
    ]),
  )
  expect(outbox()[0]).toMatchObject({ type: 'request', body: { request: { drill: true } } })
})

test('number and place are put right later: in the request, in words and as data for the desk', async () => {
  const { help, outbox, remembered } = world()
  await help.handlers['help.request']({ ...asked, id })
  const say = (details: object) =>
    help.handlers['help.details']({ id, details: visitDetailsSchema.parse(details) })
  say({ phone: '06-8765-4321', place: '大阪市中央区1-2-3' })
  expect(help.store.get(id)).toMatchObject({ phone: '06-8765-4321', place: '大阪市中央区1-2-3' })
  expect(outbox().at(-1)).toMatchObject({
    type: 'message',
    body: { reach: { phone: '06-8765-4321', place: '大阪市中央区1-2-3' } },
  })
  const words = help.store.get(id)?.messages.at(-1)?.text
  expect(words).toContain('電話番号: 06-8765-4321')
  expect(words).toContain('来る場所: 大阪市中央区1-2-3')
  expect(remembered.at(-1)).toEqual({ phone: '06-8765-4321', place: '大阪市中央区1-2-3' })
  // Said by a page of before there was such a thing, or left empty: nothing is forgotten.
  say({ parking: '前の道' })
  say({ phone: '' })
  expect(help.store.get(id)).toMatchObject({ phone: '06-8765-4321', place: '大阪市中央区1-2-3' })
})
