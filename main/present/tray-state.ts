import { overallOf } from '../contract/overall.ts'
import type { Snapshot } from '../contract/state.ts'

/** The state in one word: 守られています / 確認があります / すぐ電話 / 見張れていません. */
export const trayStates = ['protected', 'check', 'urgent', 'blind'] as const
export type TrayState = (typeof trayStates)[number]

/**
 * One state for the tray, judged as the page judges it. What is for reading only does not change it; "protected" is
 * said only when every source watches. Pure.
 */
export const trayStateOf = ({ alerts, sources }: Pick<Snapshot, 'alerts' | 'sources'>): TrayState => {
  const { level } = overallOf({ alerts: alerts.filter((a) => a.severity !== 'notice'), sources })
  if (level === 'urgent' || level === 'check') return level
  return level === 'fine' ? 'protected' : 'blind'
}
