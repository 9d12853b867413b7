import type { RecordStore } from '../alerts/record-store.ts'
import type { Alert, Finding } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import type { Drill } from '../contract/tools.ts'

export type DrillsOptions = {
  record: RecordStore
  now: () => string
  raise: (finding: Finding, drill: boolean) => Alert | null
  alertOf: (id: string) => Alert | null
  close: (id: string) => void
}

const severities: Record<string, Finding['severity']> = { ransomware: 'urgent', 'password-guessed': 'urgent' }

/**
 * 訓練: plays an incident. It is marked as an exercise everywhere (`alert.drill`), counts in no statistics, never goes
 * to a desk as a real one, and its record keeps date, content, times and who attended.
 */
export const createDrills = ({
  record,
  now,
  raise,
  alertOf,
  close,
}: DrillsOptions): Pick<Handlers, 'drill.start' | 'drill.finish'> => ({
  'drill.start'({ situation }) {
    const at = now()
    const alert = raise(
      {
        kind: situation,
        severity: severities[situation] ?? 'check',
        key: `drill:${situation}:${at}`,
        occurredAt: at,
        lastAt: at,
        facts: { situation },
        evidence: { drill: true },
      },
      true,
    )
    if (!alert) throw new Failure('internal', 'the exercise could not be stored')
    return { id: alert.id }
  },
  'drill.finish'({ id, attended, steps }): Drill {
    const alert = alertOf(id)
    if (!alert?.drill) throw new Failure('not-found', 'no such exercise')
    const at = now()
    for (const { text, answer, seconds } of steps)
      record.add(id, {
        at,
        step: 'first',
        type: 'tick',
        who: attended.join('、'),
        facts: { text, answer, seconds },
      })
    close(id)
    record.add(id, { at, step: 'final', type: 'closed', who: attended.join('、'), facts: {} })
    const situation = String(alert.facts.situation ?? alert.kind)
    return { alertId: id, situation, startedAt: alert.detectedAt, endedAt: at, attended, steps }
  },
})
