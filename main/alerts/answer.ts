import { type Alert, type AlertAnswer, asksAboutPhone, severitySchema } from '../contract/alert.ts'

/**
 * The incident after the clerk's answer. Remote control that somebody on the phone asked for is すぐ電話, whatever it looked
 * like before; another answer takes that back. Pure.
 */
export const answered = (alert: Alert, answer: AlertAnswer): Alert => {
  const { severityBeforeAnswer, ...evidence } = alert.evidence
  const own = severitySchema.safeParse(severityBeforeAnswer).data ?? alert.severity
  const fraud = answer === 'told' && asksAboutPhone(alert.kind)
  return {
    ...alert,
    answer,
    state: 'seen',
    severity: fraud ? 'urgent' : own,
    evidence: fraud ? { ...evidence, severityBeforeAnswer: own } : evidence,
  }
}
