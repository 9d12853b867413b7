import { createHash } from 'node:crypto'
import { lstatSync, readlinkSync, type Stats, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { Reason } from '../../../contract/state.ts'
import { otherKind, readRegularFile } from '../../../ports/regular-file.ts'
import { autostartCommands, keyOwners } from '../../normalise/state/autostart-commands.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'
import { suspiciousSigns } from '../../normalise/state/suspicious-signs.ts'
import { lookAt, type Missed, pathsOf } from './place-paths.ts'
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

/** Names the version and the signature of a macOS bundle; empty for anything else. */
const sealOf = (bundle: string): string =>
  ['Contents/Info.plist', 'Contents/_CodeSignature/CodeResources']
    .flatMap((name) => {
      const stats = statSync(join(bundle, name), { throwIfNoEntry: false })
      return stats ? [`${stats.size}:${Math.round(stats.mtimeMs)}`] : []
    })
    .join(' ')

/** Temporary and backup names that editors and package managers leave. */
const leftover = /(?:~|\.(?:swp|dpkg-(?:new|tmp|old|dist)|rpm(?:new|save)))$/

type Details = StateEntry['details']

/**
 * An entry without contents. A pipe, socket or device has no business where programs are started (only systemd's mask, a
 * link to /dev/null, has), nor has a link into a temporary folder.
 */
const withoutContents = (shown: string, target: string | null, extra: Details): Details => {
  const odd = ['pipe', 'socket', 'device'].includes(String(extra.kind)) && target !== '/dev/null'
  const signs = target === null ? [] : suspiciousSigns(`${resolve(dirname(shown), target)}${sep}`)
  if (odd) signs.push('no-file')
  return { path: shown, target, ...extra, ...(signs.length > 0 ? { signs } : {}) }
}

/**
 * Makes the reader of files that start programs. A file whose size and times did not change is not read again. Whatever a
 * user may put there – a pipe, a link in a loop, a link to a folder – is an entry like any other and never stops the look;
 * a file that may not be read is told by its size and times.
 */
export const filePlaces = ({
  patterns,
  root = '',
  namesOnly = false,
  holding,
}: FilePlaceOptions): (() => GroupRead) => {
  const cache = new Map<string, { stamp: string; entry: StateEntry | null }>()
  const shownAs = (path: string) => (root && path.startsWith(root) ? path.slice(root.length) : path)
  const detailsOf = (path: string, stats: Stats, stamp: string, missed: Missed): Details | null => {
    const shown = shownAs(path)
    if (namesOnly) return { path: shown, ...(stamp === '' ? {} : { seal: stamp }) }
    const target = stats.isSymbolicLink() ? readlinkSync(path) : null
    const sizeOf = (s: Stats | undefined) => ({
      size: s?.size ?? null,
      mtime: s ? Math.round(s.mtimeMs) : null,
    })
    let whole: Stats | undefined
    try {
      whole = target === null ? stats : statSync(path, { throwIfNoEntry: false })
      const kind = whole ? otherKind(whole) : null
      if (kind !== null) return withoutContents(shown, target, { kind })
      if (!whole || whole.size > biggest || (target !== null && whole.size === 0))
        return withoutContents(shown, target, sizeOf(whole))
      const bytes = readRegularFile(path, 2 * biggest)
      // Without its zeros, UTF-16 (shortcuts, scripts of Windows) shows its signs too.
      const text = bytes.toString('utf8').replaceAll('\0', '')
      if (holding && !holding.test(text)) return null
      const commands = /authorized_keys2?$/.test(path) ? keyOwners(text) : autostartCommands(path, text)
      return {
        path: shown,
        target,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        commands,
        // A program's own words are no commands.
        signs: /\.(?:exe|scr|dll)$/i.test(path) ? [] : suspiciousSigns([text, ...commands].join('\n')),
      }
    } catch (error) {
      const { code = 'EIO' } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return null
      if (code === 'ELOOP') return withoutContents(shown, target, { kind: 'loop' })
      missed(path, code)
      return holding ? null : withoutContents(shown, target, { ...sizeOf(whole), unread: code })
    }
  }
  const inspect = (path: string, missed: Missed): StateEntry | null => {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats || (stats.isDirectory() && !namesOnly)) return null
    const stamp = namesOnly ? sealOf(path) : `${stats.ino}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`
    const cached = cache.get(path)
    if (cached?.stamp === stamp && !stats.isSymbolicLink()) return cached.entry
    let whole = true
    const details = detailsOf(path, stats, stamp, (p, code) => {
      whole = false
      missed(p, code)
    })
    const shown = shownAs(path)
    const entry = details && { key: shown, subject: shown, changedAt: Math.round(stats.ctimeMs), details }
    // What could not be read is tried, and told, at every look.
    if (whole) cache.set(path, { stamp, entry })
    else cache.delete(path)
    return entry
  }
  return () => {
    const entries: StateEntry[] = []
    const unread: { path: string; code: string }[] = []
    const missed: Missed = (path, code) => unread.push({ path: shownAs(path), code })
    for (const pattern of patterns)
      for (const path of pathsOf(root, pattern, missed)) {
        if (leftover.test(path)) continue
        const entry = lookAt(path, null, missed, () => inspect(path, missed))
        if (entry) entries.push(entry)
      }
    const [first] = unread
    if (!first) return { entries }
    const reason: Reason = /^(?:EACCES|EPERM)$/.test(first.code)
      ? { code: 'no-permission', params: { file: first.path } }
      : { code: 'tool-failed', params: { tool: first.path, detail: first.code } }
    return { entries, missed: { paths: unread.map((u) => u.path), reason } }
  }
}
