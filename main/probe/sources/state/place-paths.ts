import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Hears of a path that could not be looked at, with the system's code (`EACCES`, `ELOOP`, …). */
export type Missed = (path: string, code: string) => void

const mostFiles = 5000

/** Runs one look at a path: what is gone is not there, any other failure is told and hides nothing beside it. */
export const lookAt = <T>(path: string, none: T, missed: Missed, look: () => T): T => {
  try {
    return look()
  } catch (error) {
    const { code = 'EIO' } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR') missed(path, code)
    return none
  }
}

const fits = (pattern: string) =>
  new RegExp(
    `^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/\\\\]*')}$`,
    process.platform === 'win32' ? 'i' : '',
  )

const namesIn = (folder: string, missed: Missed): string[] =>
  lookAt(folder, [], missed, () => readdirSync(folder).slice(0, mostFiles))

const below = (folder: string, depth: number, missed: Missed): string[] =>
  namesIn(folder, missed).flatMap((name) => {
    const path = join(folder, name)
    const folderHere = lookAt(path, false, missed, () => lstatSync(path).isDirectory())
    return folderHere ? (depth < 4 ? below(path, depth + 1, missed) : []) : [path]
  })

/**
 * Every existing path that a pattern names, at most 5,000: `*` stands for any characters within one name, `**` at the end for
 * everything below. Folders that cannot be read are told; the rest is given all the same.
 */
export const pathsOf = (root: string, pattern: string, missed: Missed): string[] => {
  const parts = pattern.split(/[\\/]/).filter(Boolean)
  let found = [/^[A-Za-z]:/.test(pattern) ? `${parts.shift()}\\` : root || '/']
  for (const part of parts) {
    if (part === '**') return found.flatMap((folder) => below(folder, 0, missed)).slice(0, mostFiles)
    if (!part.includes('*')) {
      found = found
        .map((f) => join(f, part))
        .filter((f) => lookAt(f, false, missed, () => Boolean(lstatSync(f, { throwIfNoEntry: false }))))
      continue
    }
    const name = fits(part)
    found = found.flatMap((folder) =>
      namesIn(folder, missed)
        .filter((n) => name.test(n))
        .map((n) => join(folder, n)),
    )
  }
  return found.slice(0, mostFiles)
}
