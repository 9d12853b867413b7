import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import packageJson from '../package.json' with { type: 'json' }
import { readActivation } from './contract/desk.ts'
import { type Profile, profileSchema } from './contract/profile.ts'
import type { HostInfo } from './contract/state.ts'
import type { CorePorts } from './core.ts'
import { systemClock } from './ports/clock.ts'
import { type CrashReports, openCrashReports } from './ports/crash-reports.ts'
import { documentFolders } from './ports/document-folders.ts'
import { createFileSecrets } from './ports/file-secrets.ts'
import { createFileLog } from './ports/log.ts'
import { createNodeHttp } from './ports/node-http.ts'
import type { Notifier } from './ports/notifier.ts'
import type { Paths } from './ports/paths.ts'
import { nodeRunCommand } from './ports/run-command.ts'
import { openSettings } from './ports/settings-store.ts'
import { systemLanguage } from './ports/system-language.ts'

/** The app's own folder, where Electron would put it too: both hosts share settings and records. */
export const defaultDataDir = (
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  home = homedir(),
): string => {
  const name = packageJson.productName
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), name)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name)
  return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), name)
}

export const hostInfo = (kind: HostInfo['kind']): HostInfo => ({
  kind,
  platform: process.platform,
  version: packageJson.version,
  computer: hostname(),
})

/** Finds this PC's folders and makes the app's own. A folder that cannot be made is reported later, by the store. */
export const findPaths = async (dataDir: string): Promise<Paths> => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch {
    // Said on the screen by the store, which cannot open its records either.
  }
  return {
    data: dataDir,
    home: homedir(),
    documents: await documentFolders(process.platform, nodeRunCommand),
  }
}

/** Ports of the hosts that run in plain Node. `crashes`: a host that has its own reports open already hands them over. */
export const nodePorts = (
  paths: Paths,
  notifier: Notifier,
  crashes: CrashReports = openCrashReports({ data: paths.data, dumps: null, version: packageJson.version }),
): CorePorts => {
  const settings = openSettings(paths.data, Date.now(), systemLanguage())
  return {
    clock: systemClock,
    log: createFileLog(join(paths.data, 'log', 'otasuke.log')),
    run: nodeRunCommand,
    http: createNodeHttp(() => readActivation(settings.read().activationCode).pin),
    paths,
    secrets: createFileSecrets(join(paths.data, 'secrets.json')),
    notifier,
    settings,
    random: Math.random,
    crashes,
  }
}

/** The mark's image beside the profile: a plain file name of a picture that is there, else null. */
const markBeside = (file: string, name: string | null): string | null => {
  if (name === null || name !== basename(name) || !/\.(png|jpe?g)$/i.test(name)) return null
  const image = join(dirname(file), name)
  return existsSync(image) ? image : null
}

/** Reads a provider profile; `markImage` comes back as a path or null. Throws with a line that names file and fault. */
export const readProfile = (file: string): Profile => {
  const parsed = profileSchema.safeParse(parse(readFileSync(file, 'utf8')))
  if (!parsed.success)
    throw new Error(
      `${file}: ${parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`,
    )
  return { ...parsed.data, markImage: markBeside(file, parsed.data.markImage) }
}
