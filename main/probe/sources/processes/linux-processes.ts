import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { ListedProcess } from '../../normalise/process-list.ts'

const attempt = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch {
    return null
  }
}

/** Ids of all processes, cheaply: the folder's numeric names. */
export const linuxPids = (root = '/proc'): number[] =>
  readdirSync(root).flatMap((n) => (/^\d+$/.test(n) ? [Number(n)] : []))

/** The id that was given out last (proc(5), `loadavg`): while it stays, nothing was started. Null where it is not told. */
export const latestPid = (root = '/proc'): string | null =>
  attempt(() => readFileSync(join(root, 'loadavg'), 'utf8'))
    ?.trim()
    .split(' ')
    .at(-1) ?? null

/**
 * Looks at one process. `comm` alone is cut at 15 characters and can be set by the program, so the name comes from the
 * executable's path, then from the first argument. Null when it has ended or is a thread of the kernel.
 */
export const linuxProcess = (pid: number, root = '/proc'): ListedProcess | null => {
  const folder = join(root, String(pid))
  const commandLine = attempt(() => readFileSync(join(folder, 'cmdline'), 'utf8').slice(0, 4000))
  if (!commandLine) return null
  const args = commandLine.split('\0').filter(Boolean)
  const executable = attempt(() => readlinkSync(join(folder, 'exe')).replace(/ \(deleted\)$/, ''))
  const status = attempt(() => readFileSync(join(folder, 'status'), 'utf8')) ?? ''
  const parent = /^PPid:\s*(\d+)/m.exec(status)?.[1]
  return {
    pid,
    parentPid: parent === undefined ? null : Number(parent),
    name: (executable ?? args[0] ?? '').split('/').at(-1) ?? '',
    executable,
    // The id as a number: names need a look into the user database, which is not this reader's job.
    user: /^Uid:\s*(\d+)/m.exec(status)?.[1] ?? null,
    commandLine: args.join(' '),
  }
}
