import type { Facts, Finding } from '../../contract/alert.ts'
import type { AuthenticationEvent } from '../../contract/event.ts'
import type { Detector } from './detector.ts'
import { addFailure, commonest, emptyWave, failuresFrom, isGuessing, type LoginWave } from './login-wave.ts'

const hour = 3_600_000
/** Failures from one address before its success counts as a hit. */
const triesBeforeHit = 3
const mostDoors = 50

const iso = (ms: number) => new Date(ms).toISOString()

const findingOf = (
  kind: 'password-guessing' | 'password-guessed',
  service: string,
  wave: LoginWave,
  last: AuthenticationEvent,
): Finding => {
  const from = (kind === 'password-guessed' ? last.from : commonest(wave.addresses)) ?? undefined
  const user = (kind === 'password-guessed' ? last.user : commonest(wave.users)) ?? undefined
  const facts: Facts = {
    service,
    count: wave.count,
    addresses: wave.addresses.size,
    ...(from === undefined ? {} : { from }),
    ...(user === undefined ? {} : { user }),
  }
  return {
    kind,
    severity: kind === 'password-guessed' ? 'urgent' : 'check',
    key: `password-guessing:${service}`,
    occurredAt: iso(wave.first),
    lastAt: iso(Math.max(wave.last, Date.parse(last.at))),
    facts,
    evidence: {
      source: last.source,
      technique: 'T1110',
      attempts: wave.count,
      addresses: Object.fromEntries(wave.addresses),
      ...(wave.otherAddresses > 0 ? { attemptsFromFurtherAddresses: wave.otherAddresses } : {}),
      users: Object.fromEntries(wave.users),
      ...(kind === 'password-guessed' ? { success: { at: last.at, user: last.user, from: last.from } } : {}),
    },
  }
}

/**
 * Many wrong passwords at one door within a sliding window, whoever they come from; and a right one after wrong ones
 * from the same address. A growing wave is told again each time it has doubled, as the same incident.
 */
export const createPasswordGuessingDetector = (): Detector => {
  const doors = new Map<string, LoginWave>()
  const remember = (service: string, wave: LoginWave) => {
    doors.delete(service)
    doors.set(service, wave)
    const oldest = doors.keys().next().value
    if (doors.size > mostDoors && oldest !== undefined) doors.delete(oldest)
  }
  return {
    id: 'password-guessing',
    needs: ['authentication'],
    onEvent(event) {
      if (event.category !== 'authentication') return []
      const at = Date.parse(event.at)
      if (Number.isNaN(at)) return []
      const known = doors.get(event.service)
      if (event.outcome === 'failure') {
        const wave = addFailure(known ?? emptyWave(at), event, at)
        remember(event.service, wave)
        if (!isGuessing(wave) || wave.count < 2 * wave.toldAt) return []
        wave.toldAt = wave.count
        return [findingOf('password-guessing', event.service, wave, event)]
      }
      // Nobody at the keyboard counts as an attacker who got in: people mistype, then get it right.
      if (!known || known.toldAt === 0 || event.from === null || Math.abs(at - known.last) > hour) return []
      if (failuresFrom(known, event.from) < triesBeforeHit) return []
      return [findingOf('password-guessed', event.service, known, event)]
    },
  }
}
