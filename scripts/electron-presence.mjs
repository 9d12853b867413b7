import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'node_modules/electron')
const day = 24 * 60 * 60 * 1000

const readText = (file) => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return null
  }
}

/**
 * Where Electron's program lies (or would lie). The package itself is never imported for this: that would start a
 * download. `ELECTRON_OVERRIDE_DIST_PATH` names another folder, as it does for Electron.
 */
export const electronPath = (env = process.env, packageFolder = folder) => {
  const program =
    readText(join(packageFolder, 'path.txt')) ?? (process.platform === 'win32' ? 'electron.exe' : 'electron')
  return join(env.ELECTRON_OVERRIDE_DIST_PATH || join(packageFolder, 'dist'), program)
}

/** Is Electron's program here? Looks only; downloads nothing. */
export const isElectronAvailable = (env = process.env, packageFolder = folder) =>
  existsSync(electronPath(env, packageFolder))

/** Tries to obtain it once a day: without a network each try costs seconds. */
const obtain = () => {
  const attempt = join(root, 'node_modules/.otasuke-electron')
  const last = statSync(attempt, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (Date.now() - last < day) return
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: 120_000 })
  if (!isElectronAvailable()) writeFileSync(attempt, new Date().toISOString())
}

/**
 * Why the tray app cannot run here: `root` (Chromium refuses its sandbox), `no-display`, `not-installed`; null when
 * it can.
 */
export const electronAbsence = async (env = process.env) => {
  if (process.platform === 'linux') {
    if (process.getuid?.() === 0) return 'root'
    if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'no-display'
  }
  if (isElectronAvailable(env)) return null
  if (!env.ELECTRON_OVERRIDE_DIST_PATH && existsSync(join(folder, 'install.js'))) obtain()
  return isElectronAvailable(env) ? null : 'not-installed'
}
