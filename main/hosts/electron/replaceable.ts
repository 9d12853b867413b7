import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type InstalledCopy = {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  /** Path of the running program; on Linux of the AppImage, where it is one. */
  program: string
}

/** May this user put files into the folder? Asked by doing it: Windows' rights cannot be read off. */
export const canWriteInto = (folder: string): boolean => {
  const file = join(folder, `.otasuke-write-${process.pid}`)
  try {
    writeFileSync(file, '')
    rmSync(file)
    return true
  } catch {
    return false
  }
}

/**
 * May this copy of the app put a newer one in its own place, without asking for a password at night? Not one that was
 * installed for everybody (the deployer brings its updates), not a package of the system (dpkg does), not a portable file.
 * macOS: the system's own updater asks the folder of the `.app`.
 */
export const isReplaceable = (
  { platform, env, program }: InstalledCopy,
  writable: (folder: string) => boolean = canWriteInto,
): boolean => {
  if (platform === 'linux') return Boolean(env.APPIMAGE) && writable(dirname(program))
  if (platform === 'darwin') return writable(program.replace(/\/[^/]+\.app\/Contents\/.*$/, ''))
  return !env.PORTABLE_EXECUTABLE_FILE && writable(dirname(program))
}
