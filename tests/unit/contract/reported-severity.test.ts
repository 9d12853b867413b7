import { expect, test } from 'vitest'
import { reportedKind, reportedSeverity, situationOfKind } from '../../../main/contract/reported-severity.ts'
import { situations } from '../../../renderer/state/situations.ts'

test('files that are being lost, a stranger in the PC and money on its way cannot wait; the rest is for today', () => {
  const urgent = situations.map(({ id }) => id).filter((id) => reportedSeverity(id) === 'urgent')
  expect(urgent).toEqual(['remote-control', 'files-locked', 'fake-boss', 'voice-phishing'])
})

test('a kind tells its situation, and what the app found has none', () => {
  for (const { id } of situations) expect(situationOfKind(reportedKind(id))).toBe(id)
  expect(situationOfKind('files-encrypted')).toBeNull()
})
