import { expect, test } from 'vitest'
import type { CheckResult } from '../../../../main/contract/check.ts'
import { type Remembered, remember } from '../../../../main/probe/checks/memory.ts'

const result = (answer: CheckResult['answer']): CheckResult => ({
  id: 'antivirus-fresh',
  answer,
  reason: null,
  who: 'you',
  since: '2026-11-26T00:00:00.000Z',
  checkedAt: '2026-11-26T00:00:00.000Z',
  facts: {},
  steps: [],
  link: null,
})
/** At which of these answers something is told. */
const toldAt = (answers: readonly CheckResult['answer'][], renews: boolean) => {
  let entry: Remembered | undefined
  return answers.map((answer) => {
    const next = remember(entry, result(answer), renews)
    entry = next.entry
    return next.worse
  })
}

test('after the holidays the first run finds old lists of viruses, and nobody is told unless they stay so', () => {
  expect(toldAt(['good', 'mend', 'good'], true)).toEqual([false, false, false])
  expect(toldAt(['good', 'mend', 'mend', 'mend'], true)).toEqual([false, false, true, false])
  expect(toldAt(['good', 'mend', 'unknown', 'mend', 'mend'], true)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ])
  expect(toldAt(['mend', 'mend'], true)).toEqual([false, false])
})

test('what somebody switched off is told at once', () => {
  expect(toldAt(['good', 'mend', 'mend'], false)).toEqual([false, true, false])
})
