import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Clock } from '../../../ports/clock.ts'
import { readLsof, readProcNetTcp, readWindowsNetstat, type Socket } from '../../normalise/state/sockets.ts'
import type { SourceContext } from '../source.ts'

/** The PC's TCP sockets, or why they could not be read. */
export type SocketRead = { sockets: Socket[] } | { problem: string }

const readOr = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // A PC without IPv6 has no tcp6.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && file.endsWith('6')) return ''
    throw error
  }
}

const readTable = async (
  { run }: Pick<SourceContext, 'run'>,
  platform: NodeJS.Platform,
  proc: string,
): Promise<SocketRead> => {
  if (platform === 'linux') {
    const tables = ['tcp', 'tcp6'].map((name) => readOr(join(proc, 'net', name)))
    return { sockets: tables.flatMap(readProcNetTcp) }
  }
  const [file, args, read] =
    platform === 'win32'
      ? (['netstat', ['-ano'], readWindowsNetstat] as const)
      : (['/usr/sbin/lsof', ['-nP', '-iTCP', '-F', 'pcnT'], readLsof] as const)
  const { code, stdout, problem } = await run.run(
    file,
    args,
    platform === 'win32' ? { encoding: 'cp932' } : {},
  )
  // lsof gives 1 when it found nothing or could not see everything.
  if (code === 0 || (platform === 'darwin' && code === 1)) return { sockets: read(stdout) }
  return { problem: problem ?? `exit ${code}` }
}

type LastRead = { at: number; platform: string; proc: string; read: Promise<SocketRead> }
const lastReads = new WeakMap<Clock, LastRead>()
/** Watchers that wake together share one reading: Linux looks through a large table for it, elsewhere a program is started. */
const shared = 500

/** Reads the table of TCP sockets, or gives what was read less than half a second ago. Rejects only when the system's own table cannot be read. */
export const readSockets = (
  context: Pick<SourceContext, 'run' | 'clock'>,
  platform: NodeJS.Platform,
  proc = '/proc',
): Promise<SocketRead> => {
  const at = context.clock.monotonic()
  const last = lastReads.get(context.clock)
  if (last && last.platform === platform && last.proc === proc && at - last.at < shared) return last.read
  const read = readTable(context, platform, proc)
  lastReads.set(context.clock, { at, platform, proc, read })
  return read
}

/** The program behind a socket on Linux, by its inode; null when it belongs to somebody whose processes we may not see. */
export const programOfInode = (inode: string, proc = '/proc'): { pid: number; executable: string } | null => {
  const wanted = `socket:[${inode}]`
  for (const name of readdirSync(proc)) {
    if (!/^\d+$/.test(name)) continue
    try {
      const folder = join(proc, name, 'fd')
      if (readdirSync(folder).some((fd) => readlinkSync(join(folder, fd)) === wanted))
        return { pid: Number(name), executable: readlinkSync(join(proc, name, 'exe')) }
    } catch {
      // Ended meanwhile, or not ours to see.
    }
  }
  return null
}

/** The program behind a Windows process id by `tasklist`; null where it cannot be told. */
export const programOfPid = async ({ run }: SourceContext, pid: number): Promise<string | null> => {
  const { code, stdout } = await run.run('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'], {
    encoding: 'cp932',
  })
  const name = code === 0 ? /^"([^"]+)","/.exec(stdout.trim())?.[1] : undefined
  return name ? basename(name) : null
}
