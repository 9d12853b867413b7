import { isPublicAddress } from '../normalise/state/ip-address.ts'
import type { Detector } from './detector.ts'

/** Hours (local time) in which an office sleeps. */
const isNight = (at: Date) => at.getHours() >= 22 || at.getHours() < 5

/** Somebody signed in from the public internet: rare in an office, and at night worth a second look. */
export const createLoginOutsideDetector = (): Detector => ({
  id: 'login-outside',
  needs: ['authentication'],
  onEvent(event) {
    if (event.category !== 'authentication' || event.outcome !== 'success') return []
    const { from, user, service, at, source } = event
    if (from === null || !isPublicAddress(from)) return []
    return [
      {
        kind: isNight(new Date(at)) ? 'login-at-night' : 'login-outside',
        severity: 'check',
        key: `login-outside:${service}:${user ?? ''}:${from}`,
        occurredAt: at,
        lastAt: at,
        facts: { from, service, ...(user === null ? {} : { user }), technique: 'T1133' },
        evidence: { source, user, from, service, localTime: new Date(at).toString() },
      },
    ]
  },
})
