import type { AuthenticationEvent } from '../../contract/event.ts'
import { ownNetwork } from '../normalise/state/ip-address.ts'

const minute = 60_000
/** Failures within `window` ms that make a wave; the second pair finds patient guessers. */
export const waveLimits = [
  { count: 8, window: 10 * minute },
  { count: 40, window: 24 * 60 * minute },
] as const
const longest = Math.max(...waveLimits.map((l) => l.window))
const mostTimes = 64
const mostAddresses = 50
const mostUsers = 20

/** Failed attempts at one door, as far as they belong together. Bounded: an attacker chooses names and addresses. */
export type LoginWave = {
  /** Times (ms) of the latest failures, oldest first. */
  times: number[]
  count: number
  first: number
  last: number
  /** Whom they came from: addresses, of IPv6 the networks of one customer each. */
  addresses: Map<string, number>
  /** Whom the latest failures came from, oldest first: also of those who found no room above. */
  recent: string[]
  /** Failures from addresses beyond the bound. */
  otherAddresses: number
  users: Map<string, number>
  /** Count at which the wave was last told; 0 = not yet. */
  toldAt: number
}

export const emptyWave = (at: number): LoginWave => ({
  times: [],
  count: 0,
  first: at,
  last: at,
  addresses: new Map(),
  recent: [],
  otherAddresses: 0,
  users: new Map(),
  toldAt: 0,
})

/** Adds one to a bounded tally; false when there was no room. */
const tally = (map: Map<string, number>, key: string, most: number): boolean => {
  if (!map.has(key) && map.size >= most) return false
  map.set(key, (map.get(key) ?? 0) + 1)
  return true
}

/** Adds a failure. A wave that lay still for a day begins anew. */
export const addFailure = (wave: LoginWave, event: AuthenticationEvent, at: number): LoginWave => {
  const current = at - wave.last > longest ? emptyWave(at) : wave
  current.times.push(at)
  // Catching up and reading live can interleave.
  if (current.times.length > 1 && at < (current.times.at(-2) ?? at)) current.times.sort((a, b) => a - b)
  if (current.times.length > mostTimes) current.times.shift()
  current.count += 1
  current.first = Math.min(current.first, at)
  current.last = Math.max(current.last, at)
  if (event.from !== null) {
    const from = ownNetwork(event.from)
    if (!tally(current.addresses, from, mostAddresses)) current.otherAddresses += 1
    current.recent.push(from)
    if (current.recent.length > mostTimes) current.recent.shift()
  }
  if (event.user !== null) tally(current.users, event.user.slice(0, 100), mostUsers)
  return current
}

/** How often somebody failed, as far as is remembered. */
export const failuresFrom = ({ addresses, recent }: LoginWave, address: string): number => {
  const from = ownNetwork(address)
  return addresses.get(from) ?? recent.filter((r) => r === from).length
}

/** Do the latest failures lie close enough to be guessing? */
export const isGuessing = ({ times }: LoginWave): boolean =>
  waveLimits.some(({ count, window }) => {
    const newest = times.at(-1)
    const earlier = times.at(-count)
    return newest !== undefined && earlier !== undefined && newest - earlier <= window
  })

/** The key that was counted most; null for none. */
export const commonest = (map: ReadonlyMap<string, number>): string | null =>
  [...map].reduce<[string, number] | null>((most, e) => (most && most[1] >= e[1] ? most : e), null)?.[0] ??
  null
