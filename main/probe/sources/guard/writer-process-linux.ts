import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { WatchPace, WriterControl, WriterProcess, Writing } from './writer-process.ts'

/** Between two looks at the counters, in ms, and how many looks at most. */
const quick: WatchPace = { interval: 8, turns: 36 }

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** Fields of `/proc/PID/stat` after the name, which may hold spaces and brackets (proc_pid_stat(5)). */
export const parseStat = (stat: string): { name: string; parentPid: number; startTime: string } | null => {
  const open = stat.indexOf('(')
  const close = stat.lastIndexOf(')')
  const fields = stat.slice(close + 2).split(' ')
  const startTime = fields[19]
  if (open < 0 || close < open || startTime === undefined) return null
  return { name: stat.slice(open + 1, close), parentPid: Number(fields[1]), startTime }
}

/** Bytes that a process has handed to files so far: `write_bytes` misses memory file systems, `wchar` misses mappings. */
export const parseIo = (io: string): number => {
  const field = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(io)?.[1] ?? 0)
  return field('wchar') + field('write_bytes')
}

/** The kernel marks a program whose file was replaced by an update since it started (proc_pid_exe(5)). */
export const executableOf = (link: string): string => link.replace(/ \(deleted\)$/, '')

const look = (pid: number): WriterProcess | null => {
  const stat = parseStat(read(`/proc/${pid}/stat`) ?? '')
  if (!stat) return null
  let executable: string | null = null
  try {
    executable = executableOf(readlinkSync(`/proc/${pid}/exe`))
  } catch {
    // Another user's process, or one that has just ended.
  }
  // Programs may rename their threads ("MainThread"): the file they were started from is what people know.
  return { pid, executable, ...stat, name: executable ? basename(executable) : stat.name }
}

/** Own processes only: others can neither be read nor stopped without more rights. */
const ownPids = (uid: number): number[] => {
  const pids: number[] = []
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    try {
      if (statSync(`/proc/${name}`).uid === uid) pids.push(pid)
    } catch {
      // It has ended meanwhile.
    }
  }
  return pids
}

const worksIn = (pid: number, folder: string): boolean => {
  try {
    const cwd = readlinkSync(`/proc/${pid}/cwd`)
    if (cwd === folder || cwd.startsWith(`${folder}/`)) return true
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith(`${folder}/`)
      } catch {
        return false
      }
    })
  } catch {
    return false
  }
}

/**
 * Linux: reads `/proc/PID/io` of all own processes again and again for up to 0.3 s (or as `pace` says) and compares; looks at the open
 * files of those that write. Ends as soon as it is clear who it is.
 */
export const createLinuxControl = (self: number, uid: number): WriterControl => ({
  look,
  signal: (pid, what) => process.kill(pid, what),
  patient: true,
  async watch(folder, changes, enough, { interval, turns: mostTurns } = quick) {
    const before = new Map<number, number>()
    const seen = new Map<number, Writing>()
    const active = new Set<number>()
    let changed = changes()
    /** Reads all counters; `turn` −1 is where they are counted from. */
    const readCounters = (turn: number) => {
      for (const pid of ownPids(uid)) {
        if (pid === self) continue
        const io = read(`/proc/${pid}/io`)
        if (io === null) continue
        const bytes = parseIo(io)
        const grown = bytes - (before.get(pid) ?? (turn < 0 ? bytes : 0))
        before.set(pid, bytes)
        if (grown <= 0) continue
        const old = seen.get(pid)
        const process = old?.process ?? look(pid)
        if (!process) continue
        seen.set(pid, {
          process,
          bytes: (old?.bytes ?? 0) + grown,
          turns: [...(old?.turns ?? []), turn],
          inFolder: (old?.inFolder ?? false) || worksIn(pid, folder),
        })
      }
    }
    readCounters(-1)
    for (let turn = 0; turn < mostTurns; turn++) {
      await new Promise((resolve) => setTimeout(resolve, interval))
      // Changes first: what is written between the two is then noticed in the next turn, never in the one before.
      if (changes() !== changed) active.add(turn)
      changed = changes()
      readCounters(turn)
      const result = { writings: [...seen.values()], active, turns: turn + 1 }
      if (enough(result)) return result
    }
    return { writings: [...seen.values()], active, turns: mostTurns }
  },
})
