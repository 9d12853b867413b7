import type { RecordStore } from '../alerts/record-store.ts'
import type { Alert, Finding } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import { reportedSeverity, situationOfKind } from '../contract/reported-severity.ts'
import type { Drill } from '../contract/tools.ts'

export type DrillsOptions = {
  record: RecordStore
  now: () => string
  raise: (finding: Finding, drill: boolean) => Alert | null
  alertOf: (id: string) => Alert | null
  close: (id: string) => void
  /** Lets the desk know of the exercise as it is now. */
  tell: (alert: Alert) => void
}

/**
 * 訓練: plays an incident. It is marked as an exercise everywhere (`alert.drill`), counts in no statistics, goes to the desk
 * only as an exercise and where the user wants it to, and its record keeps date, content, times and who attended.
 */
export const createDrills = ({
  record,
  now,
  raise,
  alertOf,
  close,
  tell,
}: DrillsOptions): Pick<Handlers, 'drill.start' | 'drill.finish'> => ({
  'drill.start'({ situation, tellDesk }) {
    const at = now()
    const alert = raise(
      {
        kind: situation,
        severity: reportedSeverity(situationOfKind(situation) ?? situation),
        key: `drill:${situation}:${at}`,
        occurredAt: at,
        lastAt: at,
        facts: { situation },
        evidence: { drill: true, tellDesk },
      },
      true,
    )
    if (!alert) throw new Failure('internal', 'the exercise could not be stored')
    if (tellDesk) tell(alert)
    return { id: alert.id }
  },
  'drill.finish'({ id, attended, steps }): Drill {
    const alert = alertOf(id)
    if (!alert?.drill) throw new Failure('not-found', 'no such exercise')
    const at = now()
    if (alert.state === 'closed') throw new Failure('bad-input', 'this exercise has ended')
    // What was ticked while it ran is in the record already; these are the steps that nobody answered.
    for (const { text, answer, seconds } of steps)
      record.add(id, {
        at,
        step: 'first',
        type: 'tick',
        who: attended.join('、'),
        facts: { text, answer, seconds },
      })
    close(id)
    const closed = alertOf(id)
    if (closed && alert.evidence.tellDesk === true) tell(closed)
    record.add(id, { at, step: 'final', type: 'closed', who: attended.join('、'), facts: {} })
    const situation = String(alert.facts.situation ?? alert.kind)
    return { alertId: id, situation, startedAt: alert.detectedAt, endedAt: at, attended, steps }
  },
})
