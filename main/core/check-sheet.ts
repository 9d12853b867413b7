import type { RecordStore } from '../alerts/record-store.ts'
import type { Handlers } from '../contract/api.ts'
import { type CheckSheet, type SaidFact, saidFactSchema } from '../contract/check-sheet.ts'
import { answersOf } from '../contract/record.ts'
import type { Snapshot } from '../contract/state.ts'
import { checkSheetOf } from '../probe/checks/check-sheet.ts'

/** The record of what staff said: append-only and chained like that of an incident. */
const sheetRecord = 'check-sheet'

/** The customer's check sheet as it stands now: measured facts, and apart from them what staff said. */
export const readCheckSheet = (record: RecordStore, checks: Snapshot['checks']): CheckSheet => {
  const { entries, brokenAt } = record.read(sheetRecord)
  const said = [...answersOf(entries).values()].flatMap((e): SaidFact[] => {
    const { topic, value, text } = e.facts
    const parsed = saidFactSchema.safeParse({ item: topic, answer: value, who: e.who, text, at: e.at })
    return parsed.success ? [parsed.data] : []
  })
  return { measured: checkSheetOf(checks), said, brokenAt }
}

/** The page's calls for the check sheet. */
export const createCheckSheet = (options: {
  snapshot: () => Snapshot
  record: RecordStore
  now: () => string
}): Pick<Handlers, 'sheet.read' | 'sheet.say'> => {
  const { snapshot, record, now } = options
  const read = () => readCheckSheet(record, snapshot().checks)
  return {
    'sheet.read': read,
    'sheet.say'({ item, answer, who, text }) {
      record.add(sheetRecord, {
        at: now(),
        step: 'report',
        type: 'note',
        who,
        facts: { topic: item, value: answer, text },
      })
      return read()
    },
  }
}
