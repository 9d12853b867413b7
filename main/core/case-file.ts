import type { AlertStore } from '../alerts/alert-store.ts'
import type { RecordStore } from '../alerts/record-store.ts'
import type { Alert, AlertAnswer, Finding } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import { reportedKind, reportedSeverity } from '../contract/reported-severity.ts'
import type { NewChange } from '../contract/state.ts'

export type CaseFileOptions = {
  alerts: AlertStore
  record: RecordStore
  /** Now: ISO 8601, UTC. */
  now: () => string
  change: (change: NewChange) => void
  raise: (finding: Finding) => Alert | null
  answer: (id: string, answer: AlertAnswer) => Alert | null
}

/** What people say and do about an incident: the page's calls. */
export type CaseFile = {
  handlers: Pick<
    Handlers,
    'alert.seen' | 'alert.close' | 'alert.answer' | 'record.read' | 'record.add' | 'incident.report'
  >
  /** Changes an incident and tells the page; throws `not-found`. */
  changeAlert: (id: string, patch: Parameters<AlertStore['change']>[1]) => null
}

/** Incidents that people report get the key of this minute: two clicks are one report, two mornings are two. */
const reportKey = (situation: string, at: string): string => `reported:${situation}:${at.slice(0, 16)}`

export const createCaseFile = ({
  alerts,
  record,
  now,
  change,
  raise,
  answer: answerAlert,
}: CaseFileOptions): CaseFile => {
  const changeAlert: CaseFile['changeAlert'] = (id, patch) => {
    const alert = alerts.change(id, patch, now())
    if (!alert) throw new Failure('not-found', 'no such alert')
    change({ type: 'alert', alert })
    return null
  }
  const must = (id: string): Alert => {
    const alert = alerts.get(id)
    if (!alert) throw new Failure('not-found', 'no such alert')
    return alert
  }
  return {
    changeAlert,
    handlers: {
      'alert.seen': ({ id }) => changeAlert(id, { state: 'seen' }),
      'alert.close'({ id }) {
        changeAlert(id, { state: 'closed' })
        record.add(id, { at: now(), step: 'final', type: 'closed', who: '', facts: {} })
        return null
      },
      'alert.answer'({ id, answer }) {
        if (!answerAlert(id, answer)) throw new Failure('not-found', 'no such alert')
        return null
      },
      'record.read'({ id }) {
        must(id)
        return record.read(id)
      },
      'record.add'({ id, entry }) {
        const alert = must(id)
        const at = now()
        const { step, type, who, text, topic, value } = entry
        // An exercise is timed: how long after its start somebody did this.
        const seconds = Math.max(0, Math.round((Date.parse(at) - Date.parse(alert.detectedAt)) / 1000))
        const facts: Record<string, string | number> = {
          text,
          ...(alert.drill && entry.type === 'tick' ? { seconds } : {}),
          ...(entry.type === 'tick' ? { answer: entry.answer } : {}),
          ...(topic ? { topic, value: value ?? '' } : {}),
        }
        record.add(id, { at, step, type, who, facts })
        return record.read(id)
      },
      'incident.report'({ situation, occurredAt, who, text }) {
        const at = now()
        const alert = raise({
          kind: reportedKind(situation),
          severity: reportedSeverity(situation),
          key: reportKey(situation, at),
          occurredAt: occurredAt ?? at,
          lastAt: occurredAt ?? at,
          facts: { situation },
          evidence: { reportedBy: who, occurredAtKnown: occurredAt !== null },
        })
        if (!alert) throw new Failure('internal', 'the report could not be stored')
        if (text) record.add(alert.id, { at, step: 'report', type: 'note', who, facts: { text } })
        return { id: alert.id }
      },
    },
  }
}
