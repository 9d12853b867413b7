import { renameSync } from 'node:fs'
import { join } from 'node:path'
import ElectronStore from 'electron-store'
import { putAsideName } from '../../ports/put-aside.ts'
import { readableSettings, type SettingsStore } from '../../ports/settings-store.ts'
import { systemLanguage } from '../../ports/system-language.ts'

/**
 * Settings in `<folder>/config.json` through electron-store: the same file and schema as the headless host's `conf`.
 * A file that is not JSON is put aside with its date.
 */
export const openElectronSettings = (folder: string, now: number = Date.now()): SettingsStore => {
  const open = () =>
    new ElectronStore<Record<string, unknown>>({ cwd: folder, name: 'config', configFileMode: 0o600 })
  let store: ElectronStore<Record<string, unknown>>
  let putAside: string | null = null
  try {
    store = open()
    void store.store
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const file = join(folder, 'config.json')
    putAside = putAsideName(file, now)
    renameSync(file, putAside)
    store = open()
  }
  return {
    putAside,
    read: () => readableSettings(store.store, systemLanguage()),
    write: (settings) => {
      store.store = settings
    },
  }
}
