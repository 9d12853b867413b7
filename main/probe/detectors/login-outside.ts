import { isLoopback, isPublicAddress } from '../normalise/state/ip-address.ts'
import type { Detector } from './detector.ts'

/** Hours (local time) in which an office sleeps. */
const isNight = (at: Date) => at.getHours() >= 22 || at.getHours() < 5
/** Hours in which those who work from home sleep too. */
const isDeepNight = (at: Date) => at.getHours() < 5
/** Doors at which a person uses the screen; copies and scripts go through others at night. */
const screens = new Set(['rdp', 'screensharing', 'xrdp-sesman', 'vncserver'])

const kindOf = (from: string, service: string, at: Date): string | null => {
  if (isPublicAddress(from)) return isNight(at) ? 'login-at-night' : 'login-outside'
  // Who came in through the VPN box has an address of the office.
  return screens.has(service) && !isLoopback(from) && isDeepNight(at) ? 'login-inside-night' : null
}

/**
 * Somebody signed in from the public internet: rare in an office, and at night worth a second look. Or used the screen of this
 * PC from another machine while everybody sleeps.
 */
export const createLoginOutsideDetector = (): Detector => ({
  id: 'login-outside',
  needs: ['authentication'],
  onEvent(event) {
    if (event.category !== 'authentication' || event.outcome !== 'success') return []
    const { from, user, service, at, source } = event
    const kind = from === null ? null : kindOf(from, service, new Date(at))
    if (from === null || kind === null) return []
    return [
      {
        kind,
        severity: 'check',
        key: `login-outside:${service}:${user ?? ''}:${from}`,
        occurredAt: at,
        lastAt: at,
        facts: {
          from,
          service,
          ...(user === null ? {} : { user }),
          technique: kind === 'login-inside-night' ? 'T1021' : 'T1133',
        },
        evidence: { source, user, from, service, localTime: new Date(at).toString() },
      },
    ]
  },
})
