import type { Facts, Finding, Severity } from '../../contract/alert.ts'
import type { Event, StateEvent } from '../../contract/event.ts'
import type { Detector } from './detector.ts'

/** A finding about one changed thing, with everything the watcher knows as evidence. Pure. */
export const stateFinding = (
  event: StateEvent,
  kind: string,
  severity: Severity,
  key: string,
  facts: Facts,
): Finding => ({
  kind,
  severity,
  key,
  occurredAt: event.at,
  lastAt: event.at,
  facts,
  evidence: {
    source: event.source,
    topic: event.topic,
    action: event.action,
    subject: event.subject,
    ...event.details,
  },
})

/** A detector that judges each change of some topics by itself, without memory. */
export const stateDetector = (
  id: string,
  topics: readonly string[],
  judge: (event: StateEvent) => Finding | null,
): Detector => ({
  id,
  needs: ['state'],
  onEvent(event: Event) {
    if (event.category !== 'state' || !topics.includes(event.topic)) return []
    const finding = judge(event)
    return finding ? [finding] : []
  },
})

/** A detail as text for a card; empty where it is missing. Pure. */
export const detail = (event: StateEvent, name: string): string => {
  const value = event.details[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
