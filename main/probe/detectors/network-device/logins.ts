import type { NetworkDeviceEvent } from '../../../contract/event.ts'
import type { Places } from './places.ts'
import { happenedAt, type Told } from './story.ts'

const window = 10 * 60_000
/** Wrong passwords from one side before it counts as guessing. */
const tries = 5
/** The same where nobody typed a name: machines knocking, which do not mistype. */
const namelessTries = 4
const triesBeforeHit = 3
const maxSides = 2_000

type Side = { times: number[]; named: boolean; guessing: boolean }

/** `JP`, `Japan`, `日本` …: is it the country of the office? Pure. */
const isHome = (country: string, home: readonly string[]) =>
  home.some((h) => h.toLowerCase() === country.toLowerCase())
const noCountry = /^(?:|reserved|private|internal|lan|any|unknown|xx|zz|n\/a|0)$|\d+\.\d+\.\d+\.\d+/i

export type LoginOptions = {
  places: Places
  /** Names and codes of the office's country as devices write them. */
  home: readonly string[]
  /** Country code of a public address; null: could not tell. */
  countryOf: (address: string) => string | null
}

/** Sign-ins to the UTM, its VPN and boxes that log like it: guessing, a hit after guessing, from abroad, from outside. */
export const createLogins = ({ places, home, countryOf }: LoginOptions) => {
  const sides = new Map<string, Side>()
  const sideOf = (key: string): Side => {
    const side = sides.get(key) ?? { times: [], named: false, guessing: false }
    sides.delete(key)
    sides.set(key, side)
    const oldest = sides.keys().next().value
    if (sides.size > maxSides && oldest !== undefined) sides.delete(oldest)
    return side
  }
  const failed = (event: NetworkDeviceEvent, who: string): Told | null => {
    const at = happenedAt(event)
    const side = sideOf(who)
    side.times = [...side.times.filter((t) => Math.abs(at - t) <= window), at].slice(-50)
    side.named ||= event.user !== undefined
    const limit = side.named ? tries : namelessTries
    if (event.reason !== 'repeated-failure' && side.times.length < limit) return null
    side.guessing = true
    const facts = { from: event.src.address ?? '', user: event.user ?? '', tries: side.times.length }
    return { kind: 'network-login-guessing', severity: 'check', about: who, facts, technique: 'T1110' }
  }
  const worked = (event: NetworkDeviceEvent, who: string): Told | null => {
    const at = happenedAt(event)
    const { address } = event.src
    const recent = sides.get(who)?.times.filter((t) => Math.abs(at - t) <= window).length ?? 0
    const country =
      (event.src.country && !noCountry.test(event.src.country) ? event.src.country : null) ??
      (address && places.isOutside(address) ? countryOf(address) : null)
    const facts = { from: address ?? '', user: event.user ?? '', country: country ?? '' }
    if (recent >= triesBeforeHit)
      return {
        kind: 'network-login-guessed',
        severity: 'urgent',
        about: who,
        facts: { ...facts, tries: recent },
        technique: 'T1110',
      }
    if (country && !isHome(country, home))
      return {
        kind: 'network-login-abroad',
        severity: 'urgent',
        about: address ?? who,
        facts,
        technique: 'T1078',
      }
    // People come in through the VPN from everywhere; nobody should reach the box's own settings from the internet.
    if (event.kind === 'login' && places.isOutside(address))
      return {
        kind: 'network-login-outside',
        severity: 'check',
        about: address ?? who,
        facts,
        technique: 'T1078',
      }
    return null
  }
  return (event: NetworkDeviceEvent): Told | null => {
    if (event.kind !== 'login' && event.kind !== 'vpn') return null
    const who = event.src.address ?? event.user ?? event.observer?.name ?? ''
    if (event.outcome === 'failure' || event.reason === 'repeated-failure') return failed(event, who)
    return event.outcome === 'success' ? worked(event, who) : null
  }
}
