import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One text log that is there. `inode` survives a new name; `size` in bytes. */
export type LogFile = { path: string; inode: number; size: number; changed: number }

const most = 2_000
const deepest = 3
/** Packed logs, and the numbered ones that a rotation leaves behind (`utm.log.1`): their lines were read under the old name. */
const leftover = /(?:\.\d{1,3}|\.(?:gz|bz2|xz|zst|zip|7z|old|bak|tmp|swp))$|^\./i

/**
 * The logs that a file's or folder's path stands for, three folders deep, at most 2,000, the last changed first.
 * Throws Node's error (`ENOENT`, `EACCES`, …) where the path itself cannot be read; single files in it that cannot are left out.
 */
export const logFilesAt = (path: string): LogFile[] => {
  const files: LogFile[] = []
  const add = (file: string) => {
    const { ino, size, mtimeMs } = statSync(file)
    files.push({ path: file, inode: ino, size, changed: mtimeMs })
  }
  const walk = (folder: string, depth: number) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (files.length >= most) return
      const inside = join(folder, entry.name)
      try {
        if (entry.isDirectory() && depth < deepest) walk(inside, depth + 1)
        else if (entry.isFile() && !leftover.test(entry.name)) add(inside)
      } catch {
        // Gone since the listing, or not for this user: the others still count.
      }
    }
  }
  if (statSync(path).isDirectory()) walk(path, 1)
  else add(path)
  return files.sort((a, b) => b.changed - a.changed)
}
