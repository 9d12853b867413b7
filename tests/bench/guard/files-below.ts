import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder, absolute. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
