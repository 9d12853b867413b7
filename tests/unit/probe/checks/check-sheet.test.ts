import { expect, test } from 'vitest'
import type { CheckResult } from '../../../../main/contract/check.ts'
import { checkSheetOf } from '../../../../main/probe/checks/check-sheet.ts'

const result = (
  id: string,
  answer: CheckResult['answer'],
  facts: CheckResult['facts'] = {},
): CheckResult => ({
  id,
  answer,
  reason: null,
  who: 'you',
  since: '2026-11-01T00:00:00.000Z',
  checkedAt: '2026-11-23T00:00:00.000Z',
  facts,
  steps: [],
  link: null,
})

test('measured facts under their requirement, each with its date; nothing is filled in', () => {
  const sheet = checkSheetOf([
    result('updates-installed', 'mend', { waiting: 2, days: 20 }),
    result('antivirus-on', 'unknown'),
    result('backup-recent', 'good', { days: 1 }),
    result('autorun', 'mend'),
  ])
  expect(sheet.map((f) => [f.item, f.check, f.answer])).toEqual([
    ['4-4-4-2', 'updates-installed', 'mend'],
    ['4-4-5-1', 'antivirus-on', 'unknown'],
    ['4-3-4-1', 'backup-recent', 'good'],
    ['4-3-4-2', 'backup-recent', 'good'],
  ])
  expect(sheet[0]).toMatchObject({ measuredAt: '2026-11-23T00:00:00.000Z', facts: { waiting: 2, days: 20 } })
})
