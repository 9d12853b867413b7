import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { FieldValue } from '../../../contract/event.ts'
import { readRegularFile } from '../../../ports/regular-file.ts'
import type { RunCommand } from '../../../ports/run-command.ts'
import { fillVariables, type LaunchTarget, launchTarget } from '../../normalise/state/launch-target.ts'
import { type Owner, unknownOwner } from './owner.ts'
import { ownerOf } from './program-owner.ts'

type Details = Readonly<Record<string, FieldValue>>
export type EntryOwnerOptions = {
  env?: NodeJS.ProcessEnv
  /** A sandboxed root in tests. */
  root?: string
}

/** Of an entry that starts more programs, nobody is asked: a long list is no sign of order. */
const mostPrograms = 6

/** Values of the registry that hold several programs (Microsoft Learn: Winlogon, AppInit_DLLs). */
const lists: readonly (readonly [name: RegExp, between: RegExp])[] = [
  [/\\(?:shell|userinit|taskman|vmapplet)$/i, /,/],
  [/\\appinit_dlls$/i, /[\s,]+/],
]

const commandsOf = ({ path, commands }: Details): string[] => {
  const all = Array.isArray(commands) ? commands.filter((c) => typeof c === 'string') : []
  const between = typeof path === 'string' ? lists.find(([name]) => name.test(path))?.[1] : undefined
  return between ? all.flatMap((c) => c.split(between).filter((part) => part.trim() !== '')) : all
}

/** What opens a black window without signing in, when it lies under the name of an accessibility program (T1546.008). */
const openers = [
  'cmd.exe',
  'WindowsPowerShell\\v1.0\\powershell.exe',
  'wscript.exe',
  'cscript.exe',
  'mshta.exe',
  'rundll32.exe',
  'Taskmgr.exe',
  '..\\explorer.exe',
]
const isCopyOfOpener = ({ sha256 }: Details, env: NodeJS.ProcessEnv): boolean =>
  typeof sha256 === 'string' &&
  openers.some((name) => {
    try {
      const bytes = readRegularFile(join(env.SystemRoot ?? 'C:\\Windows', 'System32', ...name.split('\\')))
      return createHash('sha256').update(bytes).digest('hex') === sha256
    } catch {
      return false
    }
  })

const rank = { none: 0, unknown: 1, trusted: 2 }
/** An entry is as well known as the least known of what it starts. */
const leastKnown = (owners: readonly Owner[]): Owner =>
  owners.reduce((a, b) => (rank[b.trust] < rank[a.trust] ? b : a), owners[0] ?? unknownOwner)

/** Where a link of Linux ends, without the root; the path itself where it does not lead to a file. */
const endOf = (path: string, root: string): string => {
  try {
    return realpathSync(join(root, path)).slice(root.length)
  } catch {
    return path
  }
}

/**
 * Judges an autostart entry by who stands behind what it runs. On Linux the package system knows the file itself and its contents
 * (of a link, the file it leads to); elsewhere the signature is on the programs. A program that runs what it is told to
 * (`wscript`, `rundll32`, a shell) vouches for nothing: the script or library that it is given is asked instead.
 */
export const judgeOwner = async (
  run: RunCommand,
  platform: NodeJS.Platform,
  details: Details,
  { env = process.env, root = '' }: EntryOwnerOptions = {},
): Promise<Details> => {
  const { path } = details
  const targets: LaunchTarget[] = commandsOf(details).map((c) =>
    launchTarget(platform === 'win32' ? fillVariables(c, env) : c),
  )
  const program = targets[0]?.program ?? null
  const file = typeof path === 'string' && /^(?:\/|[A-Za-z]:\\)/.test(path) ? path : null
  if (platform === 'linux' && file !== null)
    return { program, ...(await ownerOf(run, platform, endOf(file, root), root)) }
  if (targets.length === 0 && platform === 'win32' && file !== null)
    return {
      program,
      ...(isCopyOfOpener(details, env) ? unknownOwner : await ownerOf(run, platform, file)),
    }
  const asked = [...new Set(targets.map((t) => t.vouched))]
  const owner =
    asked.length === 0 || asked.length > mostPrograms
      ? unknownOwner
      : leastKnown(
          await Promise.all(asked.map((p) => (p === null ? unknownOwner : ownerOf(run, platform, p)))),
        )
  const launched = targets.filter((t) => t.program !== t.vouched)
  return {
    program,
    ...owner,
    ...(launched.length > 0 && launched.every((t) => t.installed) ? { installed: true } : {}),
  }
}
