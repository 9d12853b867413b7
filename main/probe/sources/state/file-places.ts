import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { autostartCommands, keyOwners } from '../../normalise/state/autostart-commands.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'
import { suspiciousSigns } from '../../normalise/state/suspicious-signs.ts'
import type { GroupRead } from './state-watch.ts'

export type FilePlaceOptions = {
  /** Absolute patterns; `*` stands for any characters within one name, `**` at the end for everything below. */
  patterns: readonly string[]
  /** Stands before every pattern: a sandboxed root in tests. */
  root?: string
  /** Only names matter, not contents (folders of extensions); of a macOS bundle also its version and seal. */
  namesOnly?: boolean
  /** Only files that hold this count. */
  holding?: RegExp
}

/** Contents above this (bytes) are judged by size and time only. */
const biggest = 2 * 1024 * 1024
const mostFiles = 5000

const fits = (pattern: string) =>
  new RegExp(
    `^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/\\\\]*')}$`,
    process.platform === 'win32' ? 'i' : '',
  )

/** Every existing path that a pattern names; throws EACCES where a folder may not be read. */
const expand = (root: string, pattern: string): string[] => {
  const parts = pattern.split(/[\\/]/).filter(Boolean)
  let found = [/^[A-Za-z]:/.test(pattern) ? `${parts.shift()}\\` : root || '/']
  for (const part of parts) {
    if (found.length === 0) return []
    if (part === '**') return found.flatMap((folder) => below(folder, 0))
    if (!part.includes('*')) {
      found = found
        .map((f) => join(f, part))
        .filter((f) => lstatSync(f, { throwIfNoEntry: false }) !== undefined)
      continue
    }
    const name = fits(part)
    found = found.flatMap((folder) =>
      namesIn(folder)
        .filter((n) => name.test(n))
        .map((n) => join(folder, n)),
    )
  }
  return found
}
const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).slice(0, mostFiles)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
const below = (folder: string, depth: number): string[] =>
  namesIn(folder).flatMap((name) => {
    const path = join(folder, name)
    const folderHere = lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
    return folderHere ? (depth < 4 ? below(path, depth + 1) : []) : [path]
  })

/** Names the version and the signature of a macOS bundle; empty for anything else. */
const sealOf = (bundle: string): string =>
  ['Contents/Info.plist', 'Contents/_CodeSignature/CodeResources']
    .flatMap((name) => {
      const stats = statSync(join(bundle, name), { throwIfNoEntry: false })
      return stats ? [`${stats.size}:${Math.round(stats.mtimeMs)}`] : []
    })
    .join(' ')

/**
 * Makes the reader of files that start programs. A file whose size and times did not change is not read again.
 * Temporary and backup names that editors and package managers leave are skipped.
 */
export const filePlaces = ({
  patterns,
  root = '',
  namesOnly = false,
  holding,
}: FilePlaceOptions): (() => GroupRead) => {
  const cache = new Map<string, { stamp: string; entry: StateEntry | null }>()
  const inspect = (path: string): StateEntry | null => {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats || (stats.isDirectory() && !namesOnly)) return null
    const stamp = namesOnly ? sealOf(path) : `${stats.ino}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`
    const cached = cache.get(path)
    if (cached?.stamp === stamp && !stats.isSymbolicLink()) return cached.entry
    const shown = root && path.startsWith(root) ? path.slice(root.length) : path
    const details = detailsOf(path, shown, stats, stamp)
    const entry = details && { key: shown, subject: shown, changedAt: Math.round(stats.ctimeMs), details }
    cache.set(path, { stamp, entry })
    return entry
  }
  const detailsOf = (
    path: string,
    shown: string,
    stats: { size: number; mtimeMs: number; isSymbolicLink: () => boolean },
    stamp: string,
  ): StateEntry['details'] | null => {
    if (namesOnly) return { path: shown, ...(stamp === '' ? {} : { seal: stamp }) }
    const target = stats.isSymbolicLink() ? readlinkSync(path) : null
    const whole = target === null ? stats : statSync(path, { throwIfNoEntry: false })
    if (!whole || whole.size > biggest || (target !== null && whole.size === 0))
      return {
        path: shown,
        target,
        size: whole?.size ?? null,
        mtime: whole ? Math.round(whole.mtimeMs) : null,
      }
    const bytes = readFileSync(path)
    const text = bytes.toString('utf8')
    if (holding && !holding.test(text)) return null
    return {
      path: shown,
      target,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      commands: /authorized_keys2?$/.test(path) ? keyOwners(text) : autostartCommands(path, text),
      signs: suspiciousSigns(text),
    }
  }
  return () => {
    const entries: StateEntry[] = []
    let refused: string | null = null
    for (const pattern of patterns) {
      try {
        for (const path of expand(root, pattern).slice(0, mostFiles)) {
          if (/(?:~|\.(?:swp|dpkg-(?:new|tmp|old|dist)|rpm(?:new|save)))$/.test(path)) continue
          const entry = inspect(path)
          if (entry) entries.push(entry)
        }
      } catch (error) {
        const { code, path } = error as NodeJS.ErrnoException
        // A file that vanishes while it is looked at is simply not there.
        if (code === 'EACCES' || code === 'EPERM') refused ??= path ?? pattern
        else if (code !== 'ENOENT') throw error
      }
    }
    return refused === null ? { entries } : { unread: { code: 'no-permission', params: { file: refused } } }
  }
}
