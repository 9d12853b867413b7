import { renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { defaultSettings, type Language, type Settings, settingsSchema } from '../contract/settings.ts'
import { putAsideName } from './put-aside.ts'

/** Keeps the user's settings. */
export type SettingsStore = {
  read: () => Settings
  /** Throws when the disk refuses. */
  write: (settings: Settings) => void
  /** Where a damaged settings file was moved to when the store was opened; null when all was well. */
  putAside: string | null
}

/**
 * Takes every valid setting and the default for each missing or invalid one. `firstLanguage`: what the system
 * speaks, until the user has chosen. Pure.
 */
export const readableSettings = (
  raw: unknown,
  firstLanguage: Language = defaultSettings.language,
): Settings => {
  const given: Record<string, unknown> = {
    language: firstLanguage,
    ...(raw as Record<string, unknown> | null),
  }
  const entries = Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(given[name])
    return [name, parsed.success ? parsed.data : defaultSettings[name as keyof Settings]]
  })
  return settingsSchema.parse(Object.fromEntries(entries))
}

/**
 * Settings in `<folder>/config.json` through `conf` (what electron-store is built on), for hosts without Electron.
 * A file that is not JSON is put aside with its date.
 */
export const openSettings = (
  folder: string,
  now: number = Date.now(),
  firstLanguage?: Language,
): SettingsStore => {
  const open = () =>
    new Conf<Record<string, unknown>>({ cwd: folder, configName: 'config', configFileMode: 0o600 })
  let conf: Conf<Record<string, unknown>>
  let putAside: string | null = null
  try {
    conf = open()
    void conf.store
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const file = join(folder, 'config.json')
    putAside = putAsideName(file, now)
    renameSync(file, putAside)
    conf = open()
  }
  return {
    putAside,
    read: () => readableSettings(conf.store, firstLanguage),
    write: (settings) => {
      conf.store = settings
    },
  }
}
