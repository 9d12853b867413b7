import { type Alert, rank } from './alert.ts'
import type { Snapshot, SourceHealth } from './state.ts'

/** The one answer to "are we all right?". `blind`: nothing bad seen, but something cannot be watched. */
export type Overall =
  | { level: 'urgent' | 'check' | 'notice'; alerts: Alert[] }
  | { level: 'blind'; sources: SourceHealth[] }
  | { level: 'starting' }
  | { level: 'fine' }

/** Alerts that still wait for somebody, in the order given. Pure. */
export const openAlerts = (alerts: readonly Alert[]): Alert[] => alerts.filter((a) => a.state !== 'closed')

/** Most urgent first, then newest. Pure. */
export const byUrgency = (alerts: readonly Alert[]): Alert[] =>
  [...alerts].sort((a, b) => rank(a.severity) - rank(b.severity) || b.lastAt.localeCompare(a.lastAt))

/** A source that does not watch all that it should. One that the user switched off is none. Pure. */
export const isBlind = (s: SourceHealth): boolean =>
  (s.state === 'cannot' || s.state === 'restarting' || s.state === 'stopped') &&
  !['utm-off', 'utm-from-files'].includes(s.reason?.code ?? '')

/** Not yet every source has said whether it can watch. Pure. */
export const isStarting = (sources: readonly SourceHealth[]): boolean =>
  sources.length === 0 || sources.some(({ state }) => state === 'starting')

/** Judges a snapshot, for the page and the tray alike. Never says more than what is known. Pure. */
export const overallOf = (s: Pick<Snapshot, 'alerts' | 'sources'>): Overall => {
  const open = byUrgency(openAlerts(s.alerts)).filter((a) => a.severity !== 'notice' || a.state === 'new')
  const worst = open[0]
  if (worst) return { level: worst.severity, alerts: open.filter((a) => a.severity === worst.severity) }
  const blind = s.sources.filter(isBlind)
  if (blind.length > 0) return { level: 'blind', sources: blind }
  return { level: isStarting(s.sources) ? 'starting' : 'fine' }
}
