import { type ListedProcess, readPs, readTasklist } from '../../normalise/process-list.ts'
import type { Source, SourceContext } from '../source.ts'
import { latestPid, linuxPids, linuxProcess } from './linux-processes.ts'
import { createProcessWatch, type Look } from './process-watch.ts'

const listed = (processes: ListedProcess[]): Look => {
  const byPid = new Map(processes.map((p) => [p.pid, p]))
  return byPid.size === 0
    ? { problem: 'empty list' }
    : { pids: () => byPid.keys(), about: (pid) => byPid.get(pid) ?? null }
}

const ask = async (
  { run }: SourceContext,
  tool: string,
  args: readonly string[],
  read: (output: string) => ListedProcess[],
  encoding?: string,
): Promise<Look> => {
  const { code, stdout, problem } = await run.run(tool, args, encoding ? { encoding } : {})
  return code === 0 ? listed(read(stdout)) : { problem: problem ?? `exit ${code}` }
}

/** Processes on Linux, straight from /proc, once a second: a warning must stand on the screen within two. */
export const createLinuxProcesses = (root = '/proc'): Source =>
  createProcessWatch({
    id: 'processes-linux',
    every: 1000,
    look: () => ({
      pids: () => linuxPids(root),
      about: (pid) => linuxProcess(pid, root),
      sign: latestPid(root),
    }),
  })

/** Processes on Windows by `tasklist`, names only: a look costs a short process, so it comes every three seconds. */
export const createWindowsProcesses = (): Source =>
  createProcessWatch({
    id: 'processes-windows',
    every: 3000,
    look: (context) => ask(context, 'tasklist', ['/fo', 'csv', '/nh'], readTasklist, 'cp932'),
  })

/** Processes on macOS by `ps`, which gives whole paths. */
export const createMacProcesses = (): Source =>
  createProcessWatch({
    id: 'processes-mac',
    every: 2000,
    look: (context) => ask(context, '/bin/ps', ['-axo', 'pid=,ppid=,user=,comm='], readPs),
  })
