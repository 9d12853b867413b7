import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'

const top = '/sys/fs/cgroup'
/** Short, so that a process that is held stands still for few milliseconds at a time. */
const period = 20_000

/** Writes the quota where this kernel wants it: cgroup v2's `cpu.max`, or the two files of v1's `cpu` hierarchy. */
const limit = (name: string, quota: number): string => {
  const v2 = existsSync(`${top}/cgroup.controllers`)
  const folder = `${top}/${v2 ? '' : 'cpu/'}${name}`
  if (v2) writeFileSync(`${top}/cgroup.subtree_control`, '+cpu')
  mkdirSync(folder)
  if (v2) writeFileSync(`${folder}/cpu.max`, `${quota} ${period}`)
  else {
    writeFileSync(`${folder}/cpu.cfs_period_us`, String(period))
    writeFileSync(`${folder}/cpu.cfs_quota_us`, String(quota))
  }
  return folder
}

/**
 * Holds a process to a share of one core (0.05–1) by the kernel's own quota, so that two of them can be compared with one
 * where a machine has too few cores for both. Needs root and cgroups: throws where it has not. The returned function ends it.
 */
export const holdToShare = (pid: number, share: number): (() => void) => {
  const folder = limit(`otasuke-bench-${pid}`, Math.round(share * period))
  writeFileSync(`${folder}/cgroup.procs`, String(pid))
  return () => {
    for (const left of readFileSync(`${folder}/cgroup.procs`, 'utf8').split('\n').filter(Boolean))
      writeFileSync(`${folder}/../cgroup.procs`, left)
    rmdirSync(folder)
  }
}
