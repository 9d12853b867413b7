import { join } from 'node:path'
import type { FileAccess } from './file-access.ts'
import type { FileTable } from './file-table.ts'

/** Several of the same folder: an attack that works folder by folder is met as well as one that jumps. */
const fromOne = 4

/**
 * Between two rescans: a look at the change time of a few known files picked at random, and of the canaries. It finds at once what
 * raises no event: memory-mapped writes on Linux, other computers' writes on a share.
 * @param count how many files are picked.
 * @param known paths that are always looked at, besides.
 * @returns the paths that look different from the baseline.
 */
export const rovingLook = async (
  access: FileAccess,
  table: FileTable,
  count: number,
  known: readonly string[],
  random: () => number,
): Promise<string[]> => {
  const directories = table.directories()
  const paths = new Set(known)
  const places = Math.min(directories.length, Math.ceil(count / fromOne))
  for (let i = 0; i < places; i++) {
    const directory = directories[Math.floor(random() * directories.length)]!
    const names = table.names(directory)
    for (let n = 0; n * places < count && names.length > 0; n++)
      paths.add(join(directory, names[Math.floor(random() * names.length)]!))
  }
  const different: string[] = []
  for (const path of paths) {
    const old = table.get(path)
    if (!old) continue
    const s = await access.stat(path)
    if (typeof s !== 'string' && s.type === 'file' && (s.ctime !== old.ctime || s.size !== old.size))
      different.push(path)
  }
  return different
}
