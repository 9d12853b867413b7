import type { Finding } from '../../contract/alert.ts'
import type { Detector } from './detector.ts'
import { createLogins } from './network-device/logins.ts'
import { createPlaces } from './network-device/places.ts'
import { createScans } from './network-device/scans.ts'
import { createSilence } from './network-device/silence.ts'
import { createStories } from './network-device/story.ts'
import { threatIn } from './network-device/threats.ts'
import { upkeepIn } from './network-device/upkeep.ts'

export type NetworkDeviceDetectorOptions = {
  /** Names of inside addresses, from the settings as they are now. */
  names?: () => readonly { address: string; name: string }[]
  /** The plain MAC (twelve hex digits) of an inside address just now. Default: not known. */
  macOf?: (address: string) => string | undefined
  /** The office's own public networks, if it has any. */
  networks?: readonly string[]
  /** Names and codes of the office's country. Default: Japan. */
  home?: readonly string[]
  /** Country code of a public address; null: could not tell. Default: never can. */
  countryOf?: (address: string) => string | null
  /** Minutes that local time is ahead of UTC at a moment. Default: 540, Japan. */
  offsetMinutes?: (ms: number) => number
}

/**
 * What lines of the office's firewall, UTM, router or VPN box mean. Everyday blocks are left to the daily count;
 * the rest becomes one incident each: bad contacts, bad software, attacks, sign-ins, searches, changed settings,
 * licence, trouble, silence.
 */
export const createNetworkDeviceDetector = (options: NetworkDeviceDetectorOptions = {}): Detector => {
  const {
    names = () => [],
    networks = [],
    home = ['JP', 'JPN', 'Japan', '日本'],
    countryOf = () => null,
  } = options
  const offsetMinutes = options.offsetMinutes ?? (() => 540)
  const places = createPlaces(names, networks, options.macOf)
  const logins = createLogins({ places, home, countryOf })
  const scans = createScans(places)
  const silence = createSilence()
  const tell = createStories()
  return {
    id: 'network-device',
    needs: ['network-device', 'state'],
    onEvent(event): readonly Finding[] {
      if (event.category === 'state' && event.topic === 'network-device') silence.expect(event)
      if (event.category !== 'network-device') return []
      const at = Date.parse(event.at)
      if (Number.isNaN(at)) return []
      silence.hear(event)
      places.learn(event)
      if (event.kind === 'unreadable') return []
      const told =
        threatIn(event, places) ?? logins(event) ?? scans(event) ?? upkeepIn(event, offsetMinutes(at))
      return told ? tell(event, told) : []
    },
    onTick: (now) => silence.tick(now),
    wantsTick: () => silence.hears(),
  }
}
