import { lstatSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { SourceHealth } from '../../contract/state.ts'
import { readRegularFile, readRegularText } from '../../ports/regular-file.ts'
import type { CommandResult, RunCommand } from '../../ports/run-command.ts'
import { CannotTell } from './cannot-tell.ts'
import type { Platform } from './check.ts'
import { createWindowsFacts } from './windows-facts.ts'

/** What the app knows of itself; null: nobody could tell. */
export type AppFacts = {
  version: string
  /** Newest released version. */
  latest: string | null
  /** Does the system start the app at sign-in? */
  autostart: boolean | null
  sources: readonly SourceHealth[] | null
}

/** What checks need to look at a PC. */
export type WorldOptions = {
  platform: Platform
  run: RunCommand
  /** The user's home, as an absolute path below `root`. */
  home: string
  /** Numeric id of the user; null on Windows. */
  uid: number | null
  user: string
  env: Readonly<Record<string, string | undefined>>
  /** Where the file system begins; `/` but in tests. */
  root?: string
  app?: () => AppFacts
}

export type FileLook = { modified: number; directory: boolean; size: number }

/** A PC as the checks see it. Every answer is remembered for the run; what cannot be told is thrown as `CannotTell`. */
export type World = Omit<WorldOptions, 'run' | 'root' | 'app'> & {
  /** Output of a program that ended with one of the `ok` codes (default 0). */
  tool: (file: string, args: readonly string[], ok?: readonly number[]) => Promise<string>
  /** The same, and the exit code; null where the program is not installed. */
  maybe: (
    file: string,
    args: readonly string[],
    ok?: readonly number[],
  ) => Promise<{ code: number; out: string; err: string } | null>
  /** Content of a file; null where there is none. */
  read: (path: string) => string | null
  bytes: (path: string) => Buffer | null
  /** Names in a folder, sorted; empty where there is no such folder. */
  names: (path: string) => string[]
  /** null where there is nothing. A link counts as what it points to, a broken one as itself. */
  look: (path: string) => FileLook | null
  /** Bytes of the volume that `path` lies on. */
  space: (path: string) => { size: number; free: number }
  /** One block of the PowerShell run, checked. */
  windows: <T>(block: string, schema: z.ZodType<T>) => Promise<T>
  app: () => AppFacts
}

const problemReason = (tool: string, { problem, code }: CommandResult): CannotTell =>
  problem === 'not-found'
    ? new CannotTell('tool-missing', { tool })
    : new CannotTell('tool-failed', { tool, detail: problem ?? `exit ${code}` })

const missing = (error: unknown) =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

/** Makes a world over real ports. Programs below `sbin` are found too: users of Linux do not have it in their PATH. */
export const createWorld = (options: WorldOptions): World => {
  const { run, root = '/', app, ...rest } = options
  const answers = new Map<string, Promise<CommandResult>>()
  const start = async (file: string, args: readonly string[]): Promise<CommandResult> => {
    const answer = await run.run(file, args, { timeout: 30_000 })
    if (answer.problem !== 'not-found' || options.platform === 'win32' || file.includes('/')) return answer
    return run.run(`/usr/sbin/${file}`, args, { timeout: 30_000 })
  }
  const ask = (file: string, args: readonly string[]): Promise<CommandResult> => {
    const key = [file, ...args].join('\0')
    const known = answers.get(key) ?? start(file, args)
    answers.set(key, known)
    return known
  }
  const maybe: World['maybe'] = async (file, args, ok = [0]) => {
    const answer = await ask(file, args)
    if (answer.problem === 'not-found') return null
    if (answer.problem || answer.code === null || !ok.includes(answer.code)) throw problemReason(file, answer)
    return { code: answer.code, out: answer.stdout, err: answer.stderr }
  }
  const reading = <T>(path: string, none: T, f: (real: string) => T): T => {
    try {
      return f(options.platform === 'win32' ? path : join(root, path))
    } catch (error) {
      if (missing(error)) return none
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EPERM') throw new CannotTell('no-permission', { file: path })
      throw new CannotTell('file-unreadable', { file: path })
    }
  }
  const windows = createWindowsFacts(run)
  return {
    ...rest,
    maybe,
    async tool(file, args, ok) {
      const answer = await maybe(file, args, ok)
      if (!answer) throw new CannotTell('tool-missing', { tool: file })
      return answer.out
    },
    read: (path) => reading<string | null>(path, null, (p) => readRegularText(p)),
    bytes: (path) => reading<Buffer | null>(path, null, (p) => readRegularFile(p)),
    names: (path) => reading<string[]>(path, [], (p) => readdirSync(p).sort()),
    look: (path) =>
      reading<FileLook | null>(path, null, (p) => {
        const stats = statSync(p, { throwIfNoEntry: false }) ?? lstatSync(p)
        return { modified: stats.mtimeMs, directory: stats.isDirectory(), size: stats.size }
      }),
    space(path) {
      const found = reading(path, null, (p) => statfsSync(p))
      if (!found) throw new CannotTell('file-unreadable', { file: path })
      return { size: found.blocks * found.bsize, free: found.bavail * found.bsize }
    },
    windows,
    app() {
      if (!app) throw new CannotTell('app-not-running')
      return app()
    },
  }
}
