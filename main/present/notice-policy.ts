import type { Alert } from '../contract/alert.ts'
import type { Settings } from '../contract/settings.ts'
import { isQuiet } from './quiet-hours.ts'

/** What happened to an incident: it is new, it grew worse, or more of the same was seen. */
export type IncidentChange = 'new' | 'worse' | 'more'

export type NoticeQuestion = {
  /** `evidence.allowedByProvider`: the provider's own support tool; it is recorded and never announced. */
  alert: Pick<Alert, 'severity' | 'state'> & Partial<Pick<Alert, 'evidence'>>
  change: IncidentChange
  settings: Pick<Settings, 'quietFrom' | 'quietUntil'>
  /** The moment, read in the PC's local time. */
  now: Date
}

/** `brokeSilence`: shown although it is a quiet hour, so the notification has to say why. */
export type NoticeVerdict = { show: boolean; brokeSilence: boolean }

const silent: NoticeVerdict = { show: false, brokeSilence: false }

/**
 * Which change deserves a notification: one an incident, a second only when it grew worse. Quiet hours hold back
 * everything but すぐ電話. What is held back waits on the page and in the tray. Pure.
 */
export const deservesNotice = ({ alert, change, settings, now }: NoticeQuestion): NoticeVerdict => {
  if (change === 'more' || alert.state === 'closed') return silent
  if (alert.severity === 'notice' && alert.evidence?.allowedByProvider === true) return silent
  const quiet = isQuiet(settings, now)
  if (quiet && alert.severity !== 'urgent') return silent
  return { show: true, brokeSilence: quiet }
}
