import { join } from 'node:path'
import type { Source, SourceContext } from '../source.ts'
import { judgeOwner } from './entry-owner.ts'
import { filePlaces } from './file-places.ts'
import { readRegistryPlaces } from './registry-places.ts'
import { linuxRows } from './rows/linux-rows.ts'
import { macRows } from './rows/mac-rows.ts'
import type { PersistenceRow, RowReader } from './rows/row.ts'
import { windowsRows } from './rows/windows-rows.ts'
import { createStateWatch, type GroupRead, type StateGroup } from './state-watch.ts'
import { createToolPlace, readTextPlace } from './tool-places.ts'

export type PersistenceOptions = {
  platform: NodeJS.Platform
  env?: NodeJS.ProcessEnv
  /** A sandboxed root in tests; tools are then left out, because they know only the real system. */
  root?: string
}

/** The rows of one system. */
export const persistenceRows = (platform: NodeJS.Platform): readonly PersistenceRow[] =>
  platform === 'win32' ? windowsRows : platform === 'darwin' ? macRows : platform === 'linux' ? linuxRows : []

/** Puts the user's own folders into a pattern; null when a variable that it needs is not set. Pure. */
export const fillPattern = (pattern: string, home: string, env: NodeJS.ProcessEnv): string | null => {
  const known = new Map(Object.entries(env).map(([k, v]) => [k.toUpperCase(), v]))
  let missing = false
  const filled = pattern
    .replace(/%([^%\\]+)%/g, (_, name: string) => {
      const value = known.get(name.toUpperCase())
      missing ||= !value
      return value ?? ''
    })
    .replace(/^~/, () => home)
  return missing ? null : filled
}

const merge = async (reads: (() => GroupRead | Promise<GroupRead>)[]): Promise<GroupRead> => {
  const all: Exclude<GroupRead, { unread: unknown }>[] = []
  for (const read of reads) {
    const found = await read()
    if ('unread' in found) return found
    all.push(found)
  }
  const missed = all.flatMap((f) => f.missed ?? [])
  const [first] = missed
  return {
    entries: all.flatMap((f) => f.entries),
    ...(first ? { missed: { paths: missed.flatMap((m) => m.paths), reason: first.reason } } : {}),
  }
}

const groupOf = (
  row: PersistenceRow,
  part: string,
  readers: readonly RowReader[],
  { platform, env = process.env, root = '' }: PersistenceOptions,
): StateGroup => {
  let prepared: ((context: SourceContext) => GroupRead | Promise<GroupRead>)[] | null = null
  const prepare = (reader: RowReader, home: string) => {
    if (reader.kind === 'registry')
      return async (context: SourceContext): Promise<GroupRead> => {
        const read = await readRegistryPlaces(context, reader.keys)
        return 'unread' in read || !reader.without
          ? read
          : { ...read, entries: reader.without(read.entries, env) }
      }
    if (reader.kind === 'tool') return createToolPlace(reader, platform)
    if (reader.kind === 'text') return () => readTextPlace(reader, root)
    const patterns = reader.patterns
      .map((p) => fillPattern(p, root ? join('/', home.slice(root.length)) : home, env))
      .filter((p) => p !== null)
    return filePlaces({
      patterns,
      root,
      namesOnly: reader.namesOnly ?? false,
      ...(reader.holding ? { holding: reader.holding } : {}),
    })
  }
  return {
    id: part,
    keep: row.keep ?? false,
    facts: { row: row.row, place: row.id, technique: row.technique, grave: row.grave ?? false },
    read(context) {
      prepared ??= readers.map((reader) => prepare(reader, context.paths.home))
      return merge(prepared.map((read) => () => read(context)))
    },
  }
}

/**
 * Every place where a program can make itself start again. Every reader of a row is a group of its own, so that a tool
 * that is missing does not blind the rest of its row.
 */
export const persistenceGroups = (options: PersistenceOptions): StateGroup[] =>
  persistenceRows(options.platform).flatMap((row) =>
    row.readers.flatMap((reader, i) => {
      if (options.root && reader.kind === 'tool') return []
      return [groupOf(row, i === 0 ? row.id : `${row.id}-${i + 1}`, [reader], options)]
    }),
  )

/** Watches those places: added, changed, removed. */
export const createPersistence = (options: PersistenceOptions): Source => {
  const { platform, root } = options
  return createStateWatch({
    id: `persistence-${platform}`,
    topic: 'persistence',
    every: 30_000,
    groups: persistenceGroups(options),
    ...(root
      ? {}
      : { enrich: (context, { entry }) => judgeOwner(context.run, platform, entry.details, options) }),
  })
}
