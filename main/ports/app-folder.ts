import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The nearest folder at or above `from` that holds a `package.json`; `from` itself where there is none. */
export const folderAbove = (from: string): string => {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at
    if (dirname(at) === at) return from
  }
}

/** The folder that holds `out/` and `assets/`: the repository, or the packaged archive. The same from source and bundle. */
export const appFolder: string = folderAbove(import.meta.dirname)
