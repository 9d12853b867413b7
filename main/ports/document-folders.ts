import { readFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { inTime } from './in-time.ts'
import type { RunCommand } from './run-command.ts'

/** Reads `user-dirs.dirs` (xdg-user-dirs): the folders people of Linux keep documents in. Pure. */
export const xdgFolders = (text: string, home: string): string[] =>
  [...text.matchAll(/^XDG_(?:DOCUMENTS|DESKTOP|PICTURES|DOWNLOAD)_DIR="([^"]+)"/gm)]
    .map((m) => m[1]!.replace(/^\$HOME/, home))
    .filter((folder) => folder !== home && folder !== `${home}/`)

const shellFolderNames = ['Personal', 'Desktop', 'My Pictures', '{374DE290-123F-4565-9164-39C4925E467B}']

/**
 * Reads `reg query "HKCU\…\Explorer\User Shell Folders"`: where Windows keeps Documents, Desktop, Pictures and
 * Downloads, also when OneDrive has moved them. Value names are the same in every language. Pure.
 */
export const shellFolders = (
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): string[] => {
  const expand = (s: string) =>
    s.replace(/%([^%]+)%/g, (all, name: string) => environment[name.toUpperCase()] ?? all)
  return text
    .split(/\r?\n/)
    .map((line) => /^\s+(.+?)\s+REG_(?:EXPAND_)?SZ\s+(.+)$/.exec(line))
    .filter((m) => m !== null && shellFolderNames.includes(m[1]!))
    .map((m) => expand(m![2]!.trim()))
}

const shellFoldersKey = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders`

/** So long (ms) a folder may take to say that it is there: one on a share whose server is gone never does. */
const patience = 3_000

/**
 * Those of the folders that exist. What does not answer in time is taken to be there, and so are those after it, unasked:
 * each question would hold one of the few threads that the process has for files. The guard says what it cannot read.
 */
export const existingFolders = async (folders: readonly string[], limit = patience): Promise<string[]> => {
  const found: string[] = []
  for (const [i, folder] of folders.entries()) {
    const isThere = access(folder).then(
      () => true,
      () => false,
    )
    const answer = await inTime(isThere, limit)
    if (answer === null) return [...found, ...folders.slice(i)]
    if (answer) found.push(folder)
  }
  return found
}

/** The folders that the user of this PC keeps documents in; only those that exist, each once. */
export const documentFolders = async (platform: NodeJS.Platform, run: RunCommand): Promise<string[]> => {
  const home = homedir()
  const usual = ['Documents', 'Desktop', 'Pictures', 'Downloads'].map((name) => join(home, name))
  const found = await (async () => {
    if (platform === 'win32') {
      const upper = Object.fromEntries(Object.entries(process.env).map(([k, v]) => [k.toUpperCase(), v]))
      const answer = await run.run('reg', ['query', shellFoldersKey], { encoding: 'cp932' })
      return answer.code === 0 ? shellFolders(answer.stdout, upper) : []
    }
    if (platform === 'darwin') return []
    try {
      const config = process.env.XDG_CONFIG_HOME ?? join(home, '.config')
      return xdgFolders(readFileSync(join(config, 'user-dirs.dirs'), 'utf8'), home)
    } catch {
      return []
    }
  })()
  return existingFolders([...new Set([...found, ...usual])])
}
