import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readUpdate } from '../../../main/consult/channels/push-stream.ts'

test('an update of a later version is passed over, with its place kept', () => {
  expect(readUpdate({ type: 'video-call', cursor: 7, url: 'x' })).toEqual({ cursor: 7, update: null })
})

test('unknown fields are ignored', () => {
  const raw = { type: 'status', cursor: 1, requestId: 'r', status: 'visit', at: 'x', visitAt: 'y', extra: 1 }
  expect(readUpdate(raw)?.update).not.toHaveProperty('extra')
})

test('nonsense of any shape is null, never thrown', () => {
  fc.assert(
    fc.property(fc.anything(), (raw) => {
      expect(readUpdate(raw)).toBeNull()
    }),
  )
  expect(readUpdate({ type: 'status', cursor: 1 })).toBeNull()
  expect(readUpdate({ type: 'video-call', cursor: 'x' })).toBeNull()
})
