import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type DocumentKind, documentKinds } from '../../integrity/document-kind.ts'
import type { FileTable } from './file-table.ts'

const version = 1
const headerSchema = z.object({ version: z.literal(version), root: z.string(), lines: z.number().int() })
const fileSchema = z.tuple([
  z.string(),
  z.number().int(),
  z.number(),
  z.number(),
  z.number(),
  z.union([z.literal(0), z.literal(1)]),
])
const lineSchema = z.tuple([z.string(), z.array(fileSchema)])

const unknown = -1
const unread = -2
const indexOf = (kind: DocumentKind | null | 'unread'): number =>
  kind === 'unread' ? unread : kind === null ? unknown : documentKinds.indexOf(kind)
const kindAt = (index: number): DocumentKind | null | 'unread' =>
  index === unread ? 'unread' : (documentKinds[index] ?? null)

/** Where the baseline of a root lies: below the app's own data folder, named by a hash of the root's path. */
export const baselineFile = (data: string, root: string): string =>
  join(data, 'guard', `${createHash('sha256').update(root).digest('hex').slice(0, 16)}.jsonl`)

/**
 * Reads a saved baseline into `table`. `none`: there is no file yet; `damaged`: it was put aside with its date and the
 * table is untouched. One line a directory, so that a torn file is noticed by its count of lines.
 */
export const loadBaseline = (
  file: string,
  root: string,
  table: FileTable,
  now: number,
): 'loaded' | 'none' | 'damaged' => {
  if (!existsSync(file)) return 'none'
  try {
    const [first = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
    const header = headerSchema.parse(JSON.parse(first))
    if (header.root !== root || header.lines !== lines.length)
      throw new Error('not a whole baseline of this folder')
    const directories = lines.map((line) => lineSchema.parse(JSON.parse(line)))
    for (const [directory, files] of directories) {
      table.addDirectory(directory)
      for (const [name, kind, size, ctime, ino, destroyed] of files)
        table.set(join(directory, name), { kind: kindAt(kind), size, ctime, ino, destroyed: destroyed === 1 })
    }
    return 'loaded'
  } catch {
    renameSync(file, `${file}.damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`)
    return 'damaged'
  }
}

/** Saves the baseline so that either the old or the new one is whole, whatever happens. Throws when the disk is full. */
export const saveBaseline = (file: string, root: string, table: FileTable): void => {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  const entries = [...table.entries()]
  const fd = openSync(`${file}.new`, 'w', 0o600)
  try {
    let chunk = `${JSON.stringify({ version, root, lines: entries.length })}\n`
    for (const [directory, files] of entries) {
      const rows = [...files].map(([name, r]) => [
        name,
        indexOf(r.kind),
        r.size,
        r.ctime,
        r.ino,
        r.destroyed ? 1 : 0,
      ])
      chunk += `${JSON.stringify([directory, rows])}\n`
      if (chunk.length < 1_000_000) continue
      writeSync(fd, chunk)
      chunk = ''
    }
    writeSync(fd, chunk)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(`${file}.new`, file)
}
