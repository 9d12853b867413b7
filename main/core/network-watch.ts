import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createNetworkTally } from '../contract/network.ts'
import type { Profile } from '../contract/profile.ts'
import { type Settings, utmSettingsSchema } from '../contract/settings.ts'
import type { NewChange, SourceHealth } from '../contract/state.ts'
import type { Clock } from '../ports/clock.ts'
import type { Detector } from '../probe/detectors/detector.ts'
import { readCountries } from '../probe/detectors/network-device/countries.ts'
import { createNetworkDeviceDetector } from '../probe/detectors/network-device.ts'
import { plainMac } from '../probe/normalise/neighbours.ts'
import type { Source } from '../probe/sources/source.ts'
import { createLogFileSource } from '../probe/sources/syslog/log-file-source.ts'
import { createSyslogSource } from '../probe/sources/syslog/syslog-source.ts'

import { readNeighbours } from './neighbours.ts'

/** Listening to the office's UTM: its sources, what judges its lines, and what the page is told of it. */
export type NetworkWatch = {
  sources: readonly Source[]
  detectors: readonly Detector[]
  /** Is this source's health worth showing? A way of hearing that was never turned on is not. */
  shows: (health: SourceHealth) => boolean
  start: () => void
  stop: () => void
}

const untouched = JSON.stringify(utmSettingsSchema.parse({}))

/** What the provider's profile wants listened to, where nobody has chosen anything on this PC yet; else null. Pure. */
export const utmOfProfile = (
  utm: Settings['utm'],
  profile: Pick<Profile, 'utm'> | null,
): Settings['utm'] | null => (profile?.utm && JSON.stringify(utm) === untouched ? profile.utm : null)

const tellEvery = 5_000
const neighboursEvery = 60_000
const localOffset = (ms: number) => -new Date(ms).getTimezoneOffset()

/** The registries' list of countries, where the provider has put one; without it nothing is told about countries. */
const countriesFile = 'address-countries.txt'

const countriesIn = (folder: string): ((address: string) => string | null) => {
  try {
    return readCountries(readFileSync(join(folder, countriesFile), 'utf8')).countryOf
  } catch {
    return () => null
  }
}

/** Makes the watch. `folder` is the app's own, where a list of countries may lie. `settings` tells the settings as they are now; changes are taken up while it runs. */
export const createNetworkWatch = (options: {
  settings: () => Settings['utm']
  clock: Clock
  folder: string
  change: (change: NewChange) => void
}): NetworkWatch => {
  const { settings, clock, change, folder } = options
  const tally = createNetworkTally(localOffset)
  const receiver = createSyslogSource({ settings })
  const files = createLogFileSource({ settings })
  const counting: Detector = {
    id: 'network-tally',
    needs: ['network-device'],
    onEvent(event) {
      if (event.category === 'network-device') tally.add(event)
      return []
    },
  }
  let told = 'null'
  const tell = () => {
    const network = settings().enabled ? tally.status(clock.now()) : null
    const text = JSON.stringify(network)
    if (text === told) return
    told = text
    change({ type: 'network', network })
  }
  let macs: ReadonlyMap<string, string> = new Map()
  /** Only where a name hangs on a machine instead of an address. */
  const lookAround = async () => {
    const { enabled, names } = settings()
    if (!enabled || !names.some((n) => plainMac(n.address) !== null)) return
    macs = (await readNeighbours()) ?? macs
  }
  let stop: (() => void) | null = null
  const shown = new Set<string>()
  const wanted = (id: string) => {
    const { enabled, senders, paths } = settings()
    return enabled && (id === files.id ? paths.length > 0 : senders.length > 0 || paths.length === 0)
  }
  return {
    sources: [receiver, files],
    detectors: [
      counting,
      createNetworkDeviceDetector({
        names: () => settings().names,
        macOf: (address) => macs.get(address),
        offsetMinutes: localOffset,
        countryOf: countriesIn(folder),
      }),
    ],
    shows(health) {
      if (health.id !== receiver.id && health.id !== files.id) return true
      if (wanted(health.id)) shown.add(health.id)
      return shown.has(health.id)
    },
    start() {
      tell()
      void lookAround()
      const ends = [clock.every(tellEvery, tell), clock.every(neighboursEvery, () => void lookAround())]
      stop = () => {
        for (const end of ends) end()
      }
    },
    stop() {
      stop?.()
      stop = null
    },
  }
}
