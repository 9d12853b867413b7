import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CommandResult, RunCommand } from '../../../main/ports/run-command.ts'
import { CannotTell } from '../../../main/probe/checks/cannot-tell.ts'
import type { Check, Platform } from '../../../main/probe/checks/check.ts'
import { runCheck } from '../../../main/probe/checks/judge-check.ts'
import { checksOf } from '../../../main/probe/checks/registry.ts'
import { type AppFacts, createWorld, type World } from '../../../main/probe/checks/world.ts'

/** The moment in which all made-up PCs are looked at. */
export const now = Date.parse('2026-11-23T03:00:00.000Z')
export const daysAgo = (days: number): number => now - days * 86_400_000

const answer = (part: Partial<CommandResult>): CommandResult => ({
  code: 0,
  stdout: '',
  stderr: '',
  problem: null,
  ...part,
})
export const notFound = answer({ code: null, problem: 'not-found' })

/** What a made-up program says: its output, or all of its answer. Keys are `program arguments…`, or the program alone. */
export type Tools = Readonly<Record<string, string | Partial<CommandResult>>>

/** Programs that answer as written; all others are not installed. */
export const scripted = (tools: Tools): RunCommand => ({
  run: async (file, args) => {
    const name = file.split('/').at(-1)!
    const said = tools[[name, ...args].join(' ')] ?? tools[name]
    if (said === undefined) return notFound
    return answer(typeof said === 'string' ? { stdout: said } : said)
  },
  lines: () => ({ stop() {} }),
})

/** A file by its content, or by content and age in days; null: an empty folder. */
export type Files = Readonly<Record<string, string | Buffer | null | { text: string; days: number }>>

/** Makes a changed root: a folder that holds these files. */
export const makeRoot = (files: Files): string => {
  const root = mkdtempSync(join(tmpdir(), 'otasuke-root-'))
  for (const [path, file] of Object.entries(files)) {
    const real = join(root, path)
    mkdirSync(file === null ? real : dirname(real), { recursive: true })
    if (file === null) continue
    const aged = typeof file === 'object' && !Buffer.isBuffer(file)
    writeFileSync(real, aged ? file.text : file)
    const at = (aged ? daysAgo(file.days) : now) / 1000
    utimesSync(real, at, at)
  }
  return root
}

export type MadeUp = {
  tools?: Tools
  files?: Files
  env?: Record<string, string>
  app?: AppFacts
  uid?: number
}

export const madeUpWorld = (
  platform: Platform,
  { tools = {}, files = {}, env = {}, app, uid = 1000 }: MadeUp,
): World =>
  createWorld({
    platform,
    run: scripted(tools),
    root: makeRoot(files),
    home: '/home/hanako',
    uid,
    user: 'hanako',
    env,
    ...(app && { app: () => app }),
  })

/** A Windows whose PowerShell run prints these blocks. */
export const windowsTools = (blocks: Record<string, unknown>): Tools => ({
  'powershell.exe': JSON.stringify({
    schema: 1,
    language: 'FullLanguage',
    blocks: Object.fromEntries(Object.entries(blocks).map(([k, value]) => [k, { value }])),
  }),
})

/** A PC that answers nothing at all. */
export const brokenWorld = (platform: Platform): World => {
  const fail = (): never => {
    throw new CannotTell('tool-failed', { tool: 'test' })
  }
  const failLater = async (): Promise<never> => fail()
  return {
    platform,
    home: '/home/hanako',
    uid: null,
    user: 'hanako',
    env: {},
    tool: failLater,
    maybe: failLater,
    read: fail,
    bytes: fail,
    names: fail,
    look: fail,
    space: fail,
    windows: failLater,
    app: fail,
  }
}

export const checkNamed = (platform: Platform, id: string): Check => {
  const check = checksOf(platform).find((c) => c.id === id)
  if (!check) throw new Error(`no check ${id} on ${platform}`)
  return check
}

/** `good`, `mend:<code>`, `unknown:<code>`, or `-` where the question does not arise. */
export const ask = async (
  platform: Platform,
  id: string,
  world: World,
  previous: Record<string, string> | null = null,
) => {
  const before =
    previous === null
      ? null
      : {
          id,
          answer: 'good' as const,
          reason: null,
          who: 'you' as const,
          since: new Date(daysAgo(30)).toISOString(),
          checkedAt: new Date(daysAgo(1)).toISOString(),
          facts: previous,
          steps: [],
          link: null,
        }
  const result = await runCheck(checkNamed(platform, id), platform, world, { now, previous: before })
  return result === null ? '-' : result.reason ? `${result.answer}:${result.reason.code}` : result.answer
}
