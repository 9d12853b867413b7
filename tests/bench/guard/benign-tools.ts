import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where a load works: `docs` is guarded and holds the corpus, `outside` is not guarded. */
export type Place = { docs: string; outside: string; files: readonly string[] }

/** True where the program is installed; of ImageMagick's `convert` there are stand-ins that only say that it is not. */
export const has = (tool: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$0"', tool]).status === 0 &&
  (tool !== 'convert' || spawnSync(tool, ['-version']).status === 0)

/** Runs a program to its end; rejects with its own words when it fails. */
export const exec = (file: string, args: readonly string[], cwd: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.on('data', (d) => {
      words = (words + d).slice(-500)
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${file} ${args[0]}: ${code} ${words}`)),
    )
  })

/** Runs a shell script with arguments `$1…`; for loops over many files. */
export const shell = (script: string, cwd: string, ...args: string[]): Promise<void> =>
  exec('sh', ['-ec', script, 'sh', ...args], cwd)

/** A folder with documents in it, inside or outside of the guarded folder; written by another process. */
export const documentsIn = async (
  parent: string,
  name: string,
  count: number,
  seed = 11,
): Promise<string> => {
  const folder = join(parent, name)
  mkdirSync(folder, { recursive: true })
  const writer = join(import.meta.dirname, 'write-corpus.ts')
  const args = ['--disable-warning=ExperimentalWarning', writer, folder, String(count), String(seed)]
  await exec(process.execPath, args, parent)
  return folder
}

/** Documents of the corpus with one of these endings. */
export const filesOf = (place: Place, endings: readonly string[], most: number): string[] =>
  place.files.filter((f) => endings.some((e) => f.endsWith(`.${e}`))).slice(0, most)
