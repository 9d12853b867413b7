import { createGuardSource } from './guard/guard-source.ts'
import { createLinuxLogins } from './logins/linux-logins.ts'
import { createMacLogins } from './logins/mac-logins.ts'
import { createWindowsLogins } from './logins/windows-logins.ts'
import {
  createLinuxProcesses,
  createMacProcesses,
  createWindowsProcesses,
} from './processes/platform-processes.ts'
import type { Source } from './source.ts'
import { createPersistence } from './state/persistence.ts'

export type SourceOptions = {
  /** Folders whose documents are guarded. */
  guardFolders: readonly string[]
}

type Table = Readonly<Partial<Record<NodeJS.Platform, readonly (() => Source)[]>>>

/** What each system is watched with, besides the document guard. */
const table: Table = {
  linux: [createLinuxLogins, createLinuxProcesses, () => createPersistence({ platform: 'linux' })],
  win32: [createWindowsLogins, createWindowsProcesses, () => createPersistence({ platform: 'win32' })],
  darwin: [createMacLogins, createMacProcesses, () => createPersistence({ platform: 'darwin' })],
}

/** All sources of one system; an unknown system gets the document guard alone. */
export const platformSources = (platform: NodeJS.Platform, { guardFolders }: SourceOptions): Source[] => [
  createGuardSource({ folders: guardFolders }),
  ...(table[platform] ?? []).map((create) => create()),
]
