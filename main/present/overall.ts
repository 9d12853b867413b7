import type { Alert } from '../contract/alert.ts'
import type { Snapshot, SourceHealth } from '../contract/state.ts'

/** The state in one word: 守られています / 確認があります / すぐ電話 / 見張れていません. */
export const overalls = ['protected', 'check', 'urgent', 'blind'] as const
export type Overall = (typeof overalls)[number]

/** Alerts that still want somebody's eye, newest first. Pure. */
export const openAlerts = (s: Pick<Snapshot, 'alerts'>): Alert[] =>
  s.alerts.filter((a) => a.state !== 'closed')

/** Switched off by the user's own choice: that is no trouble. */
const isOff = ({ state, reason }: SourceHealth): boolean => state === 'stopped' && reason?.code === 'utm-off'

/** Sources that should watch and do not. Pure. */
export const troubled = (s: Pick<Snapshot, 'sources'>): SourceHealth[] =>
  s.sources.filter(
    (x) => (x.state === 'cannot' || x.state === 'restarting' || x.state === 'stopped') && !isOff(x),
  )

/** Not yet every source has said whether it can watch. Pure. */
export const isStarting = (s: Pick<Snapshot, 'sources'>): boolean =>
  s.sources.length === 0 || s.sources.some(({ state }) => state === 'starting')

/**
 * One state for the tray. Open alerts come first, as on the page; "protected" is said only when every source watches.
 * Pure.
 */
export const overallOf = (s: Pick<Snapshot, 'alerts' | 'sources'>): Overall => {
  const open = openAlerts(s)
  if (open.some((a) => a.severity === 'urgent')) return 'urgent'
  if (open.some((a) => a.severity === 'check')) return 'check'
  return troubled(s).length > 0 || isStarting(s) ? 'blind' : 'protected'
}
