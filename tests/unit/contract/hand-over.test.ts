import { expect, test } from 'vitest'
import { handOverOf } from '../../../main/contract/hand-over.ts'
import { createText } from '../../../main/contract/text.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const { host } = sampleSnapshot()
const sheet = (company: string) =>
  handOverOf(
    {
      alert: sampleAlert({ kind: 'reported-files-locked', facts: { situation: 'files-locked' } }),
      requests: [],
      profile: null,
      settings: { contact: '山田', phone: '06-1234-5678', company },
      host,
      timeZone: 'Asia/Tokyo',
    },
    createText('ja'),
  )

test('whose case it is, and what not to do, stand in the code too: the desk may not have heard of it yet', () => {
  const { customer, codes, dont } = sheet('大正商店')
  expect(customer).toBe('大正商店')
  expect(codes[0]?.content).toContain('大正商店')
  expect(codes[0]?.content).toContain(dont)
})

test('a firm that gave no name is not called by an empty one', () => {
  const { customer, codes } = sheet('')
  expect(customer).toBe('')
  expect(codes[0]?.content).not.toMatch(/\n\s*\n/)
})
