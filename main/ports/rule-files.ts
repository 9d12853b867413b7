import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

const largest = 1024 * 1024

/** Text of one rule file and its path below the folder it was found in. */
export type RuleFile = { file: string; text: string }

/**
 * Every `.yml` and `.yaml` file of a folder and the folders in it (or the one file given), in a steady order. A file
 * that cannot be read, or is larger than 1 MiB, comes in `unreadable` with the system's code. Throws where the folder
 * itself cannot be read.
 */
export const readRuleFiles = (
  folder: string,
): { files: RuleFile[]; unreadable: { file: string; code: string }[] } => {
  const single = statSync(folder).isFile()
  const names = single
    ? [folder]
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile() && /\.ya?ml$/i.test(e.name))
        .map((e) => join(e.parentPath, e.name))
        .sort()
  const files: RuleFile[] = []
  const unreadable: { file: string; code: string }[] = []
  for (const name of names) {
    const file = single ? name : relative(folder, name)
    try {
      if (statSync(name).size > largest) unreadable.push({ file, code: 'EFBIG' })
      else files.push({ file, text: readFileSync(name, 'utf8') })
    } catch (error) {
      unreadable.push({ file, code: (error as NodeJS.ErrnoException).code ?? 'EIO' })
    }
  }
  return { files, unreadable }
}
