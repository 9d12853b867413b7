import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Is a program on the PATH? */
export const hasProgram = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
