import { accessSync, constants } from 'node:fs'

/** The first of the files that is there, and whether this user may read it; null where there is none. */
export const firstReadable = (files: readonly string[]): { file: string; readable: boolean } | null => {
  for (const file of files) {
    try {
      accessSync(file, constants.R_OK)
      return { file, readable: true }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EACCES') return { file, readable: false }
    }
  }
  return null
}
