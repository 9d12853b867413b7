import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { readPs } from '../../normalise/process-list.ts'
import { programOf } from '../../normalise/state/launch-target.ts'
import { type Program, readWindowsProcesses, windowsProgram } from '../../normalise/state/listeners.ts'
import type { Socket } from '../../normalise/state/sockets.ts'
import type { SourceContext } from '../source.ts'
import { runPowershell } from './powershell.ts'

/** Who listens at each socket; a socket that is not in it is closed by now. Or why the system could not be asked. */
export type ListeningPrograms = { programs: Map<Socket, Program> } | { tool: string; problem: string }

/** A program that was replaced while it ran is called by its path and this. */
const replaced = / \(deleted\)$/

const onLinux = (sockets: readonly Socket[], proc: string): ListeningPrograms => {
  const wanted = new Map(sockets.map((socket) => [`socket:[${socket.inode}]`, socket]))
  // Where no process shows the socket, it belongs to somebody whose processes we may not see.
  const programs = new Map<Socket, Program>(sockets.map((socket) => [socket, { pid: null, name: null }]))
  for (const pid of readdirSync(proc)) {
    if (!/^\d+$/.test(pid)) continue
    try {
      for (const fd of readdirSync(join(proc, pid, 'fd'))) {
        const socket = wanted.get(readlinkSync(join(proc, pid, 'fd', fd)))
        if (!socket) continue
        const executable = readlinkSync(join(proc, pid, 'exe'))
        const path = executable.replace(replaced, '')
        programs.set(socket, { pid: Number(pid), name: existsSync(path) ? path : executable })
      }
    } catch {
      // Ended meanwhile, or not ours to see.
    }
  }
  return { programs }
}

// Win32_Process gives no path for the processes of other accounts, Win32_Service does.
const windowsProgramsScript = `$s=@{}; Get-CimInstance Win32_Service -Property ProcessId,PathName|ForEach-Object{$s[[string]$_.ProcessId]=$_.PathName}
$answer=@(Get-CimInstance Win32_Process -Property ProcessId,SessionId,Name,ExecutablePath|ForEach-Object{@{pid=$_.ProcessId;session=$_.SessionId;name=$_.Name;path=$_.ExecutablePath;service=$s[[string]$_.ProcessId]}})`

const bySocket = (sockets: readonly Socket[], byPid: ReadonlyMap<number, Program>): ListeningPrograms => ({
  programs: new Map(
    sockets.flatMap((socket) => {
      const program = socket.pid === null ? undefined : byPid.get(socket.pid)
      return program ? [[socket, program] as const] : []
    }),
  ),
})

const onWindows = async (
  { run }: Pick<SourceContext, 'run'>,
  sockets: readonly Socket[],
  systemRoot: string,
): Promise<ListeningPrograms> => {
  const { code, stdout, problem } = await runPowershell(run, windowsProgramsScript, { timeout: 30_000 })
  const found = code === 0 ? readWindowsProcesses(stdout) : null
  if (found === null) return { tool: 'powershell', problem: problem ?? `exit ${code}` }
  return bySocket(
    sockets,
    new Map(
      found.map((p) => {
        const path = p.path ?? (p.service === null ? null : programOf(p.service))
        return [p.pid, windowsProgram({ ...p, path }, systemRoot)]
      }),
    ),
  )
}

const onMac = async (
  { run }: Pick<SourceContext, 'run'>,
  sockets: readonly Socket[],
): Promise<ListeningPrograms> => {
  const { code, stdout, problem } = await run.run('/bin/ps', ['-axo', 'pid=,ppid=,user=,comm='])
  if (code !== 0) return { tool: 'ps', problem: problem ?? `exit ${code}` }
  return bySocket(
    sockets,
    new Map(readPs(stdout).map(({ pid, name, executable }) => [pid, { pid, name: executable ?? name }])),
  )
}

/** Finds the programs that listen at these sockets: one question for all of them. Rejects only when `/proc` cannot be listed. */
export const listeningPrograms = async (
  context: Pick<SourceContext, 'run'>,
  platform: NodeJS.Platform,
  sockets: readonly Socket[],
  proc = '/proc',
): Promise<ListeningPrograms> => {
  if (sockets.length === 0) return { programs: new Map() }
  if (platform === 'win32') return onWindows(context, sockets, process.env.SystemRoot ?? 'C:\\Windows')
  return platform === 'darwin' ? onMac(context, sockets) : onLinux(sockets, proc)
}
