import { createHash } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DocumentKind, documentKinds } from '../../integrity/document-kind.ts'
import type { FileTable } from './file-table.ts'
import type { Pace } from './tree-scan.ts'

/**
 * The saved baseline, one JSON line each: a header, one line a directory, and a last line with their number, by which
 * a torn file is noticed. A file's row: name, kind, size, change time, inode, destroyed, time of writing (null or, before
 * version 3, nothing where it is not known).
 */
const version = 3
type Row = readonly [
  name: string,
  kind: number,
  size: number,
  ctime: number,
  ino: number,
  destroyed: 0 | 1,
  mtime?: number | null,
]

const unread = -2
const indexOf = (kind: DocumentKind | null | 'unread'): number =>
  kind === 'unread' ? unread : kind === null ? -1 : documentKinds.indexOf(kind)
const kindAt = (index: number): DocumentKind | null | 'unread' =>
  index === unread ? 'unread' : (documentKinds[index] ?? null)

/** Where the baseline of a root lies: below the app's own data folder, named by a hash of the root's path. */
export const baselineFile = (data: string, root: string): string =>
  join(data, 'guard', `${createHash('sha256').update(root).digest('hex').slice(0, 16)}.jsonl`)

// Written out by hand: 100,000 rows through a schema library would cost a second and a hundred megabytes.
const isRow = (r: unknown): r is Row =>
  Array.isArray(r) &&
  (r.length === 6 || r.length === 7) &&
  typeof r[0] === 'string' &&
  r[0] !== '' &&
  !r[0].includes('/') &&
  r.slice(1).every((n, i) => (typeof n === 'number' && Number.isFinite(n)) || (i === 5 && n === null))

// Node's line reader ends a line at U+2028 and U+2029 too, which JSON leaves as they are.
const lineOf = (value: unknown): string =>
  `${JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`

const takeLine = (line: unknown, root: string, table: FileTable): void => {
  const [directory, rows] = Array.isArray(line) ? (line as unknown[]) : []
  if (typeof directory !== 'string' || !Array.isArray(rows) || !rows.every(isRow))
    throw new Error('not a directory')
  if (directory !== root && !directory.startsWith(join(root, '/')))
    throw new Error('a directory of another folder')
  table.addDirectory(directory)
  for (const [name, kind, size, ctime, ino, destroyed, mtime = null] of rows)
    table.set(join(directory, name), {
      kind: kindAt(kind),
      size,
      ctime,
      mtime,
      ino,
      destroyed: destroyed === 1,
    })
}

const readInto = async (file: string, root: string, table: FileTable, pace: Pace): Promise<boolean> => {
  await using handle = await open(file)
  let count = -1
  let end = -2
  for await (const text of handle.readLines()) {
    await pace()
    const line: unknown = JSON.parse(text)
    if (count < 0) {
      const header = line as { version?: unknown; root?: unknown }
      if ((header.version !== version && header.version !== 2) || header.root !== root) return false
    } else if (Array.isArray(line)) takeLine(line, root, table)
    else {
      end = Number((line as { end?: unknown }).end)
      break
    }
    count++
  }
  return count === end
}

/**
 * Reads a saved baseline into an empty `table`. `none`: there is no file yet; `damaged`: it was put aside with its
 * date and the table is empty again.
 */
export const loadBaseline = async (
  file: string,
  root: string,
  table: FileTable,
  pace: Pace,
  now: number,
): Promise<'loaded' | 'none' | 'damaged'> => {
  if (!existsSync(file)) return 'none'
  if (await readInto(file, root, table, pace).catch(() => false)) return 'loaded'
  for (const directory of table.directories()) table.dropDirectory(directory)
  renameSync(file, `${file}.damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`)
  return 'damaged'
}

/** Saves the baseline so that either the old or the new one is whole, whatever happens. Throws when the disk is full. */
export const saveBaseline = async (
  file: string,
  root: string,
  table: FileTable,
  pace: Pace,
): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  {
    await using handle = await open(`${file}.new`, 'w', 0o600)
    let chunk = lineOf({ version, root })
    let count = 0
    for (const [directory, files] of table.entries()) {
      const rows = [...files].map(
        ([name, r]): Row => [name, indexOf(r.kind), r.size, r.ctime, r.ino, r.destroyed ? 1 : 0, r.mtime],
      )
      chunk += lineOf([directory, rows])
      count++
      if (chunk.length > 100_000) {
        await handle.write(chunk)
        chunk = ''
      }
      await pace()
    }
    await handle.write(chunk + lineOf({ end: count }))
    await handle.sync()
  }
  await rename(`${file}.new`, file)
}
