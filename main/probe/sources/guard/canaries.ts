import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { RunCommand } from '../../../ports/run-command.ts'
import { isSkippedFolder } from './skipped-folders.ts'

/**
 * Two files that nobody works with: the first and the last of their directory. Whoever destroys them goes through
 * everything, by name or by size. Names are constant, so that they are known again after a restart.
 * Hidden from people: a leading dot, or (the last one, which must not begin with a dot) a trailing tilde, which file
 * managers on Linux and macOS take for an old copy; on Windows and macOS also by the system's own attribute.
 */
const firstName = '.!0-otasuke.csv'
const lastName = 'ｚｚ-otasuke.pdf~'

/**
 * The one in the guarded folder itself is larger than an office document, so that an attack on the largest files meets it
 * at once; it takes a few blocks on the disk. The others are small: a backup that fills holes must not grow by much.
 */
const apparentSize = 96 * 1024 * 1024
const smallSize = 8 * 1024
const mostPlaces = 24

/** Folders that other programs copy to the cloud: a canary would travel, so none is put there. */
const synchronised = /onedrive|dropbox|google ?drive|icloud|nextcloud|owncloud|box sync|megasync/i

/** True for the name of one of our canaries. */
export const isCanary = (path: string): boolean => basename(path) === firstName || basename(path) === lastName

const writeTiny = (path: string) => {
  const fd = openSync(path, 'wx', 0o600)
  writeSync(fd, `${[...Array(60).keys()].map((n) => `${n},${n * n}`).join('\n')}\n`)
  closeSync(fd)
}

/** A PDF's beginning and end with a hole between. Removed again where the disk has really filled the hole. */
const writeSparse = (path: string, size: number) => {
  const fd = openSync(path, 'wx', 0o600)
  try {
    writeSync(fd, `%PDF-1.4\n${'%'.repeat(4096)}\n`)
    ftruncateSync(fd, size)
    writeSync(fd, '\nstartxref\n0\n%%EOF\n', size - 20)
  } finally {
    closeSync(fd)
  }
  if (size === apparentSize && statSync(path).blocks * 512 > size / 2) rmSync(path)
}

/** True for a directory that lies on a share: other computers would meet files that nobody there knows. */
type IsElsewhere = (directory: string) => boolean
const nowhereElse: IsElsewhere = () => false

/** The guarded folder and the directories right in it. */
const placesIn = (root: string, isElsewhere: IsElsewhere): string[] => {
  if (synchronised.test(root)) return []
  const below = readdirSync(root, { withFileTypes: true })
    .filter(
      (e) =>
        e.isDirectory() && !isSkippedFolder(e.name) && !e.name.startsWith('.') && !synchronised.test(e.name),
    )
    .map((e) => join(root, e.name))
    .filter((path) => !isElsewhere(path))
    .sort()
  // Both ends of the alphabet first: an attack by name begins there.
  const ends = below.flatMap((d, i) => (i * 2 < below.length ? [d, below[below.length - 1 - i]!] : []))
  return [root, ...new Set(ends)].slice(0, mostPlaces)
}

/** Where canaries lie in this folder, if they do; none where the folder cannot be listed. */
export const canaryPlaces = (root: string, isElsewhere = nowhereElse): string[] => {
  try {
    return placesIn(root, isElsewhere).flatMap((place) =>
      [firstName, lastName].map((name) => join(place, name)),
    )
  } catch {
    return []
  }
}

/** Tells the system's file manager and backup to leave a file out. Best effort: what is missing is no harm. */
const hide = async (run: RunCommand, platform: NodeJS.Platform, path: string) => {
  const tell = (file: string, args: string[]) => run.run(file, args, { timeout: 3_000 })
  if (platform === 'win32') await tell('attrib.exe', ['+h', path])
  else if (platform === 'darwin') {
    await tell('chflags', ['hidden', path])
    // Time Machine leaves it out; without -p this needs no rights.
    await tell('tmutil', ['addexclusion', path])
  } else await tell('chattr', ['+d', path])
}

/**
 * Puts canaries into the folder and the directories right in it, where there are none yet. On Windows only small ones:
 * a hole there needs a call that Node does not have. Returns how many places have them; never throws.
 */
export const placeCanaries = async (
  root: string,
  run: RunCommand,
  platform: NodeJS.Platform,
  isElsewhere = nowhereElse,
): Promise<number> => {
  let places = 0
  try {
    for (const place of placesIn(root, isElsewhere)) {
      for (const name of [firstName, lastName]) {
        const path = join(place, name)
        if (existsSync(path)) continue
        if (name === firstName) writeTiny(path)
        else writeSparse(path, place === root && platform !== 'win32' ? apparentSize : smallSize)
        if (existsSync(path)) await hide(run, platform, path)
      }
      places++
    }
  } catch {
    // A folder that cannot be written needs no canary: neither can the attacker's program.
  }
  return places
}

/**
 * Takes all canaries away again: from the folder and every directory right in it, since others may have been the first ones by name
 * when they were put. Throws where the folder cannot be listed or written.
 */
export const removeCanaries = (root: string): void => {
  const below = readdirSync(root, { withFileTypes: true }).filter((e) => e.isDirectory())
  for (const place of [root, ...below.map((e) => join(root, e.name))])
    for (const name of [firstName, lastName]) rmSync(join(place, name), { force: true })
}
