/** A running program as a list of processes shows it. */
export type ListedProcess = {
  pid: number
  parentPid: number | null
  /** File name of the program, as the system writes it. */
  name: string
  /** Whole path where the system tells it. */
  executable: string | null
  user: string | null
  commandLine: string | null
}

/** Splits one line of CSV in which every field is quoted and a quote within is doubled. */
const quotedFields = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"]|"")*)"/g)].map((m) => (m[1] ?? '').replaceAll('""', '"'))

/** Reads `tasklist /fo csv /nh`: image name, pid, and columns that are not needed. Foreign lines are left out. Pure. */
export const readTasklist = (output: string): ListedProcess[] =>
  output.split(/\r?\n/).flatMap((line) => {
    const [name, pid] = quotedFields(line)
    if (!name || pid === undefined || !/^\d{1,10}$/.test(pid)) return []
    return [{ pid: Number(pid), parentPid: null, name, executable: null, user: null, commandLine: null }]
  })

/** Reads `ps -axo pid=,ppid=,user=,comm=`, where macOS gives the whole path as `comm`. Pure. */
export const readPs = (output: string): ListedProcess[] =>
  output.split('\n').flatMap((line) => {
    const found = /^\s*(\d{1,10})\s+(\d{1,10})\s+(\S+)\s+(.+?)\s*$/.exec(line)
    if (!found) return []
    const program = found[4] ?? ''
    return [
      {
        pid: Number(found[1]),
        parentPid: Number(found[2]),
        name: program.split('/').at(-1) ?? program,
        executable: program.startsWith('/') ? program : null,
        user: found[3] ?? null,
        commandLine: null,
      },
    ]
  })
