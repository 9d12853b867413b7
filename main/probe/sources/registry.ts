import type { CanaryWish } from './guard/canary-roots.ts'
import { createGuardSource } from './guard/guard-source.ts'
import { journalAccess } from './logins/journald.ts'
import { createLinuxLogins } from './logins/linux-logins.ts'
import { createMacLogins } from './logins/mac-logins.ts'
import { createWindowsLogins } from './logins/windows-logins.ts'
import { createLinuxLog } from './logs/linux-log.ts'
import { createMacLog } from './logs/mac-log.ts'
import { createWindowsLog } from './logs/windows-log.ts'
import {
  createLinuxProcesses,
  createMacProcesses,
  createWindowsProcesses,
} from './processes/platform-processes.ts'
import { createSessionLogs } from './remote/session-logs.ts'
import { createScreenWatch } from './screen/screen-watch.ts'
import type { Source } from './source.ts'
import { createAccounts } from './state/accounts.ts'
import { createConnections } from './state/connections.ts'
import { createGatewayWatch } from './state/gateway.ts'
import { createListeningPorts } from './state/listening-ports.ts'
import { createNetworkSettings } from './state/network-settings.ts'
import { createPersistence } from './state/persistence.ts'
import { createProtection } from './state/protection.ts'
import { createSelfWatch } from './state/self-watch.ts'
import { createUsbStorage } from './state/usb-storage.ts'

export type SourceOptions = {
  /** Folders whose documents are guarded. */
  guardFolders: readonly string[]
  /** What shall become of canaries in them. */
  canaries: CanaryWish
}

/** Watchers that know every system, in the order in which the screen lists them. */
const everywhere: readonly ((platform: NodeJS.Platform) => Source)[] = [
  (platform) => createPersistence({ platform }),
  (platform) => createAccounts(platform),
  (platform) => createListeningPorts(platform),
  (platform) => createNetworkSettings({ platform }),
  (platform) => createGatewayWatch(platform),
  (platform) => createConnections({ platform }),
  (platform) => createSessionLogs({ platform }),
  (platform) => createProtection(platform),
  (platform) => createUsbStorage(platform),
  (platform) => createScreenWatch(platform),
  () => createSelfWatch(),
]

/** What each system is watched with besides. */
const table: Readonly<Partial<Record<NodeJS.Platform, readonly (() => Source)[]>>> = {
  linux: [createLinuxLogins, createLinuxProcesses, () => createLinuxLog({ journal: journalAccess })],
  win32: [createWindowsLogins, createWindowsProcesses, createWindowsLog],
  darwin: [createMacLogins, createMacProcesses, createMacLog],
}

/** All sources of one system; an unknown system gets the document guard alone. */
export const platformSources = (
  platform: NodeJS.Platform,
  { guardFolders, canaries }: SourceOptions,
): Source[] => [
  createGuardSource({ folders: guardFolders, canaries }),
  ...(table[platform] ?? []).map((create) => create()),
  ...(table[platform] ? everywhere.map((create) => create(platform)) : []),
]
