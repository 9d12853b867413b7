import type { Alert } from '../contract/alert.ts'
import type { Snapshot, SourceHealth } from '../contract/state.ts'

/** The state in one word: 守られています / 確認があります / すぐ電話 / 見張れていません. */
export const overalls = ['protected', 'check', 'urgent', 'blind'] as const
export type Overall = (typeof overalls)[number]

/** Alerts that still want somebody's eye, newest first. Pure. */
export const openAlerts = (s: Pick<Snapshot, 'alerts'>): Alert[] =>
  s.alerts.filter((a) => a.state !== 'closed')

const watches = ({ state }: SourceHealth) => state === 'watching' || state === 'partly'
/** Sources that do not watch as they should. Pure. */
export const troubled = (s: Pick<Snapshot, 'sources'>): SourceHealth[] =>
  s.sources.filter(({ state }) => state !== 'watching' && state !== 'starting')

/**
 * One state for the tray and the top of the page. An open すぐ電話 comes before everything; "protected" is said only
 * while every source watches and nothing waits for an answer. Pure.
 */
export const overallOf = (s: Pick<Snapshot, 'alerts' | 'sources'>): Overall => {
  const open = openAlerts(s)
  if (open.some((a) => a.severity === 'urgent')) return 'urgent'
  if (!s.sources.some(watches)) return 'blind'
  if (open.some((a) => a.severity === 'check') || troubled(s).length > 0) return 'check'
  return 'protected'
}
