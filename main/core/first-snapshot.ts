import type { Settings } from '../contract/settings.ts'
import type { Snapshot } from '../contract/state.ts'
import type { CoreOptions } from './core-options.ts'
import { firstDesk } from './desk-mode.ts'

/** What a page sees before anything has been watched or read. */
export const firstSnapshot = (options: CoreOptions, settings: Settings, startedAt: string): Snapshot => ({
  seq: 0,
  startedAt,
  host: options.host,
  settings,
  sources: [],
  alerts: [],
  requests: [],
  desk: firstDesk(options),
  notices: [],
  network: null,
  profile: options.profile,
  checks: [],
  checking: null,
})
