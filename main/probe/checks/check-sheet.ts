import type { Facts } from '../../contract/alert.ts'
import type { CheckAnswer, CheckResult } from '../../contract/check.ts'

/** A requirement of the ★3 check sheet, and the checks that measure something for it. */
const items: Readonly<Record<string, readonly string[]>> = {
  /** PC inventory: which system. */
  '3-1-1-1': ['os-supported'],
  /** Critical updates within 14 days. */
  '4-4-4-2': ['updates-installed', 'updates-automatic'],
  /** Protection against viruses: there, up to date, at work. */
  '4-4-5-1': ['antivirus-on'],
  '4-4-5-2': ['antivirus-fresh'],
  '4-4-5-3': ['antivirus-real-time', 'antivirus-scan'],
  /** Backup: made, recent, apart. */
  '4-3-4-1': ['backup-recent'],
  '4-3-4-2': ['backup-recent'],
  '4-3-4-3': ['backup-apart'],
}

/** One measured fact, with its date. What staff says is kept elsewhere and never mixed in. */
export type SheetFact = {
  /** Number of the requirement, e.g. `4-4-4-2`. */
  item: string
  /** Id of the check that measured it. */
  check: string
  answer: CheckAnswer
  /** ISO 8601, UTC. */
  measuredAt: string
  /** Since when the answer is this. */
  since: string
  facts: Facts
}

/** Sorts results under the requirements that they serve. A check without a result is left out, never filled in. Pure. */
export const checkSheetOf = (results: readonly CheckResult[]): SheetFact[] =>
  Object.entries(items).flatMap(([item, ids]) =>
    ids.flatMap((id) => {
      const result = results.find((r) => r.id === id)
      if (!result) return []
      const { answer, checkedAt, since, facts } = result
      return [{ item, check: id, answer, measuredAt: checkedAt, since, facts }]
    }),
  )
