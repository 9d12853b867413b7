import type { RunCommand } from '../../../ports/run-command.ts'
import type { WriterControl, WriterProcess, Writing } from './writer-process.ts'

/**
 * Reads the field output of `lsof -F pcRfan` (lsof(8), "OUTPUT FOR OTHER PROGRAMS"): a `p` line opens a process, an
 * `f` line a file; `a` is its access (`w` write, `u` both) and `n` its path.
 * @returns for each process how many files below `folder` it has open for writing.
 */
export const parseLsof = (
  output: string,
  folder: string,
): Map<number, { name: string; parentPid: number; files: number }> => {
  const found = new Map<number, { name: string; parentPid: number; files: number }>()
  let pid = 0
  let name = ''
  let parentPid = 0
  let access = ''
  for (const line of output.split('\n')) {
    const value = line.slice(1)
    if (line[0] === 'p') [pid, name, parentPid] = [Number(value), '', 0]
    else if (line[0] === 'c') name = value
    else if (line[0] === 'R') parentPid = Number(value)
    else if (line[0] === 'f') access = ''
    else if (line[0] === 'a') access = value
    else if (line[0] === 'n' && (access === 'w' || access === 'u') && value.startsWith(`${folder}/`)) {
      const files = (found.get(pid)?.files ?? 0) + 1
      found.set(pid, { name, parentPid, files })
    }
  }
  return found
}

/** `ps -o ppid=,lstart=,comm=` for one process; the start time's wording does not matter, only that it stays the same. */
const look = async (run: RunCommand, pid: number): Promise<WriterProcess | null> => {
  const [start, parent, path] = await Promise.all(
    ['lstart=', 'ppid=', 'comm='].map((field) =>
      run.run('ps', ['-p', String(pid), '-o', field], { timeout: 2_000 }),
    ),
  )
  const startTime = start?.stdout.trim() ?? ''
  const executable = path?.stdout.trim() ?? ''
  if (start?.code !== 0 || startTime === '' || executable === '') return null
  const name = executable.slice(executable.lastIndexOf('/') + 1)
  return { pid, startTime, parentPid: Number(parent?.stdout.trim()), executable, name }
}

const looks = 6

/**
 * macOS shows no write counters to a program without rights, so: which of the user's processes has files of the folder
 * open for writing, by `lsof`, several times (each file is open for a moment only).
 */
export const createMacosControl = (run: RunCommand, self: number, uid: number): WriterControl => ({
  look: (pid) => look(run, pid),
  signal: (pid, what) => process.kill(pid, what),
  // A look with `lsof` takes a tenth of a second, and a file is open for less: minutes of it would find nobody.
  patient: false,
  async watch(folder, changes) {
    const seen = new Map<number, Writing>()
    const active = new Set<number>()
    let changed = changes()
    for (let turn = 0; turn < looks; turn++) {
      const args = ['-n', '-P', '-w', '-a', '-u', String(uid), '-d', '0-999', '-F', 'pcRfan']
      const result = await run.run('lsof', args, { timeout: 3_000 })
      if (result.problem) break
      if (changes() !== changed) active.add(turn)
      changed = changes()
      for (const [pid, p] of parseLsof(result.stdout, folder)) {
        if (pid === self) continue
        const old = seen.get(pid)
        const process = old?.process ?? (await look(run, pid))
        if (!process) continue
        const turns = [...(old?.turns ?? []), turn]
        seen.set(pid, { process, bytes: (old?.bytes ?? 0) + p.files, turns, inFolder: true })
      }
    }
    // `lsof` names only those with open files: no one else need be waited for.
    return { writings: [...seen.values()], active, turns: Number.POSITIVE_INFINITY }
  },
})
