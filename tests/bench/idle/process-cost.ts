import { readdirSync, readFileSync } from 'node:fs'

/** What a process has cost until now. Times in seconds, sizes in bytes; null where this system does not tell. */
export type ProcessCost = {
  own: number
  /** CPU time of the tools that it ran and that have ended. */
  tools: number
  resident: number
  /**
   * How often its threads went to sleep by themselves: every wake-up ends so, be it by a timer, a file or a socket. One
   * wake-up can count for several threads.
   */
  sleeps: number
  /** The same of its main thread alone; it also waits, within one wake-up, for threads that read files. */
  mainSleeps: number
}

const ticks = 100
const switches = (file: string): number =>
  Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0)

/** See `ProcessCost.mainSleeps`. */
export const mainSleepsOf = (pid: number): number => switches(`/proc/${pid}/task/${pid}/status`)

/** Reads `/proc/<pid>` (proc(5)). Throws on other systems. */
export const costOf = (pid: number): ProcessCost => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const at = (n: number) => Number(fields[n]) / ticks
  const resident = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
  const tasks = readdirSync(`/proc/${pid}/task`)
  return {
    own: at(11) + at(12),
    tools: at(13) + at(14),
    resident,
    sleeps: tasks.reduce((sum, task) => sum + switches(`/proc/${pid}/task/${task}/status`), 0),
    mainSleeps: mainSleepsOf(pid),
  }
}

/** Load of the machine over the last minute: other work makes every figure worse. */
export const loadOfMachine = (): number => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0])
