import { expect, test } from 'vitest'
import { heartbeatInSchema } from '../../../main/contract/desk.ts'
import { heartbeatOf } from '../../../main/core/heartbeat.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const now = Date.parse('2026-11-23T01:00:00.000Z')
const blind = {
  id: 'login-journald',
  state: 'cannot' as const,
  reason: null,
  since: '2026-11-23T00:00:00.000Z',
  events: 0,
  dropped: 0,
}
const snapshot = sampleSnapshot({ alerts: [sampleAlert({ severity: 'urgent' })], sources: [blind] })

test('tells how the PC is where its user has agreed', () => {
  const beat = heartbeatOf(snapshot, true, now)
  expect(beat).toMatchObject({ status: 'urgent', blind: ['login-journald'] })
  expect(heartbeatInSchema.safeParse({ at: new Date(now).toISOString(), ...beat }).success).toBe(true)
})

test('is a bare sign of life where nobody has agreed', () => {
  expect(heartbeatOf(snapshot, false, now)).toMatchObject({ status: 'unknown', blind: [] })
})
