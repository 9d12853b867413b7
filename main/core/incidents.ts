import type { DatabaseSync } from 'node:sqlite'
import { type AlertStore, createAlertStore } from '../alerts/alert-store.ts'
import type { Merged } from '../alerts/merge.ts'
import type { RecordStore } from '../alerts/record-store.ts'
import { enqueue } from '../consult/outbox.ts'
import type { Alert, AlertAnswer, Finding } from '../contract/alert.ts'
import type { NewChange } from '../contract/state.ts'
import { type Clock, isoTime } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'

/** May an alert's outbox row be sent: at once, once the user has agreed, or never? */
export type Sharing = 'send' | 'hold' | 'never'

/** Turns findings into stored, shown and announced incidents. */
export type Incidents = {
  store: AlertStore
  /** Never throws: a finding that cannot be stored is logged, told through `onTrouble`, and null comes back. */
  raise: (finding: Finding, drill?: boolean) => Alert | null
  /** Stores the clerk's answer, shows it, and lets the desk know; null where there is no such incident. */
  answer: (id: string, answer: AlertAnswer) => Alert | null
  /** Lets the desk know of an exercise, as it is now; only where the user has said so. */
  tellDrill: (alert: Alert) => void
}

export type IncidentsOptions = {
  db: DatabaseSync
  record: RecordStore
  clock: Clock
  log: Log
  newId: () => string
  computer: string
  sharing: () => Sharing
  change: (change: NewChange) => void
  announce: (merged: Merged) => void
  onTrouble: (error: unknown) => void
  kick: () => void
}

// The desk hears of a growing incident at 1, 2, 4, 8, … findings: enough to follow, never a flood.
const worthSending = ({ change, alert }: Merged): boolean =>
  change !== 'more' || (alert.count & (alert.count - 1)) === 0

const writeFound = (record: RecordStore, { alert, change }: Merged): void => {
  record.add(alert.id, {
    at: alert.updatedAt,
    step: 'report',
    type: change === 'new' ? 'found' : 'worse',
    who: '',
    facts: { kind: alert.kind, severity: alert.severity, occurredAt: alert.occurredAt, ...alert.facts },
  })
}

export const createIncidents = (options: IncidentsOptions): Incidents => {
  const { db, record, clock, log, newId, computer, sharing, change, announce, onTrouble, kick } = options
  const queue = (alert: Alert, key: string, held: boolean) =>
    enqueue(
      db,
      { type: 'alert', id: alert.id, body: { alert, computer } },
      { key, group: alert.id, at: alert.updatedAt, held },
    )
  const store = createAlertStore({
    db,
    newId,
    outgoing(merged) {
      if (merged.change !== 'more') writeFound(record, merged)
      const { alert } = merged
      const may = sharing()
      if (may === 'never' || alert.drill || !worthSending(merged)) return
      queue(alert, `alert:${alert.id}:${alert.severity}:${alert.count}`, may === 'hold')
    },
    outgoingAnswer(alert) {
      const { id, answer, updatedAt } = alert
      record.add(id, {
        at: updatedAt,
        step: 'first',
        type: 'answer',
        who: '',
        facts: { answer: answer ?? '' },
      })
      const may = sharing()
      if (may === 'never' || alert.drill) return
      queue(alert, `answer:${id}:${answer}:${updatedAt}`, may === 'hold')
    },
  })
  return {
    store,
    tellDrill(alert) {
      if (!alert.drill || sharing() === 'never') return
      queue(alert, `drill:${alert.id}:${alert.state}`, false)
      kick()
    },
    answer(id, answer) {
      const alert = store.answer(id, answer, isoTime(clock.now()))
      if (!alert) return null
      change({ type: 'alert', alert })
      kick()
      return alert
    },
    raise(finding, drill = false) {
      try {
        const merged = store.raise(finding, isoTime(clock.now()), drill)
        change({ type: 'alert', alert: merged.alert })
        announce(merged)
        kick()
        return merged.alert
      } catch (error) {
        log.error(`finding ${finding.key} could not be stored: ${String(error)}`)
        onTrouble(error)
        return null
      }
    },
  }
}
