import { readFileSync, readlinkSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { readProcessList, readTaskList } from '../../normalise/screen/process-list.ts'
import { isBrowser } from '../../normalise/screen/windows-on-screen.ts'
import type { ScreenOptions } from './browser-windows.ts'

/** A browser of this user that runs: its first process, without those that it started itself. */
export type BrowserProcess = {
  pid: number
  browser: string /** Its file, where it is known. */
  program: string | null
}

/** Sends a signal; 0 only asks. True while there is such a process. */
export type SendSignal = (pid: number, signal: 'SIGTERM' | 'SIGKILL' | 0) => boolean

/** `process.kill`, which ends a process of Windows outright. */
export const sendSignal: SendSignal = (pid, signal) => {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The file that a process of Linux runs; null when it is gone or another user's. */
export const programOf = (pid: number): string | null => {
  try {
    // An update takes the file away under a running browser.
    return readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
  } catch {
    return null
  }
}

/** The fourth field of `/proc/PID/stat`; the second may hold blanks and brackets. */
const parentOf = (pid: number): number | null => {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return null
  }
}

const onLinux = async (): Promise<BrowserProcess[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const all = pids.flatMap((pid) => {
    const program = programOf(pid)
    return program && isBrowser(basename(program)) ? [{ pid, program, parent: parentOf(pid) }] : []
  })
  const own = new Set(all.map((p) => p.pid))
  return all
    .filter(({ parent }) => parent === null || !own.has(parent))
    .map(({ pid, program }) => ({ pid, program, browser: basename(program).toLowerCase() }))
}

/**
 * This user's browsers that run; empty where it cannot be told. Windows answers with every process of a browser, because
 * its list names no parents.
 */
export const browserProcesses = async ({
  run,
  platform,
  env = process.env,
}: ScreenOptions): Promise<BrowserProcess[]> => {
  if (platform === 'linux') return onLinux().catch(() => [])
  if (platform === 'darwin') {
    const { stdout } = await run.run('/bin/ps', ['-x', '-o', 'pid=,comm='], { timeout: 2000 })
    return readProcessList(stdout)
  }
  // On a server others are signed in too: theirs are not ours to end.
  if (!env.USERNAME) return []
  const args = ['/fo', 'csv', '/nh', '/fi', `USERNAME eq ${env.USERNAME}`]
  return readTaskList((await run.run('tasklist', args, { timeout: 5000 })).stdout)
}
