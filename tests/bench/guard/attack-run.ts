import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Behaviour } from './behaviours.ts'
import { has } from './benign-tools.ts'
import type { Plan } from './encryptor.ts'
import { startGuard, type Told } from './guarded.ts'
import { createRandom, type Playground } from './playground.ts'

export type AttackResult = {
  behaviour: string
  rate: number
  found: boolean
  /** Files touched when the first urgent finding (or `least`) was raised; null where none was. */
  lost: number | null
  /** Files touched when the writer stood still; null where it was not paused. */
  lostWithPause: number | null
  /** From the first touched file to the finding. */
  ms: number | null
  /** Processes that the pause chose and that were not the attack. */
  wronglyChosen: number
  /** Of one core, while the attack ran. */
  cpuPercent: number
  signals: Record<string, number>
  skipped?: string
}

const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const random = createRandom(seed)
  return list
    .map((v) => [random(), v] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, v]) => v)
}

/** The attack's order over the documents. */
const orderOf = (b: Behaviour, files: readonly string[], seed: number): string[] => {
  const size = new Map(files.map((f) => [f, statSync(f).size]))
  switch (b.order) {
    case 'random':
      return shuffled(files, seed)
    case 'alpha':
      return [...files].sort()
    case 'largest':
      return [...files].sort((x, y) => size.get(y)! - size.get(x)!)
    case 'smallest':
      return [...files].sort((x, y) => size.get(x)! - size.get(y)!)
    case 'directory': {
      const groups = Map.groupBy(files, dirname)
      return shuffled([...groups.keys()], seed).flatMap((d) => groups.get(d)!)
    }
  }
}

const encryptor = join(import.meta.dirname, 'encryptor.ts')
const nodeArgs = ['--disable-warning=ExperimentalWarning', encryptor]

/**
 * Starts the simulators: several of them by a launcher of their own, because starting a process holds up the one that does it,
 * and here that is the guard. Each start is a process group, so that it can be ended whole.
 */
const startProcesses = (p: Playground, plans: readonly Plan[], n = 0): ChildProcess => {
  const files = plans.map((plan, i) => {
    const file = join(p.outside, `plan-${n + i}.json`)
    writeFileSync(file, JSON.stringify(plan))
    return file
  })
  const options = { stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'], detached: true }
  if (!plans[0]?.behaviour.mounted) {
    const script =
      'node=$1; shift; for f in "$@"; do "$node" --disable-warning=ExperimentalWarning "$0" "$f" & done; wait'
    return files.length === 1
      ? spawn(process.execPath, [...nodeArgs, files[0]!], options)
      : spawn('sh', ['-c', script, encryptor, process.execPath, ...files], options)
  }
  // A mount name space of its own: the bind mount ends with the process.
  const script = 'mount --bind "$1" "$2" && shift 2 && exec "$@"'
  const mount = [p.docs, join(p.outside, 'share')]
  return spawn(
    'unshare',
    ['-m', 'sh', '-c', script, 'sh', ...mount, process.execPath, ...nodeArgs, files[0]!],
    options,
  )
}
const killGroup = (child: ChildProcess) => {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.on('close', () => resolve())
  })
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const journalTimes = (journal: string): bigint[] =>
  readFileSync(journal, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(BigInt)
    .sort((a, b) => (a < b ? -1 : 1))

/**
 * Runs one behaviour against the guard and counts what was lost.
 * @param limit documents that the attack would destroy if nobody stopped it.
 */
export const runAttack = async (
  p: Playground,
  b: Behaviour,
  files: readonly string[],
  options: { limit: number; seed: number; pause: boolean },
): Promise<AttackResult> => {
  const children: ChildProcess[] = []
  const pausable = () => children.flatMap((c) => c.pid ?? [])
  const missing = (b.tools ?? []).filter((t) => !has(t))
  if (missing.length > 0) return skippedResult(b, `not installed: ${missing.join(', ')}`)
  let guard = b.early ? null : await startGuard(p, { pause: options.pause, pausable })
  const ordered = orderOf(b, files, options.seed).slice(0, options.limit)
  const journal = join(p.outside, 'journal')
  writeFileSync(journal, '')
  mkdirSync(join(p.outside, 'share'), { recursive: true })
  const seen = (path: string) => (b.mounted ? path.replace(p.docs, join(p.outside, 'share')) : path)
  const groups = [...Map.groupBy(ordered, dirname).values()]
  const parts =
    b.processes === 1
      ? [ordered]
      : [...Array(b.processes).keys()].map((n) => groups.filter((_, i) => i % b.processes === n).flat())
  const cpu = process.cpuUsage()
  const from = performance.now()
  const plans = parts.map((part) => ({
    top: p.top,
    token: p.token,
    behaviour: b,
    files: part.map(seen),
    rate: b.rate / b.processes,
    journal,
  }))
  children.push(startProcesses(p, plans))
  if (!guard) {
    await wait(400)
    guard = await startGuard(p, { pause: options.pause, pausable })
  }
  const running = guard
  let problem = ''
  for (const c of children) c.stderr?.on('data', (d) => (problem += d))
  try {
    const isPaused = () => running.pausedAt() !== null
    const counts = (t: Told) => t.finding.severity === 'urgent' || t.finding.severity === b.least
    const isFound = () => running.told.some(counts)
    const enough = options.limit / b.rate + 20 + (b.patience ?? 0)
    let endedAt = 0
    while (performance.now() - from < enough * 1000) {
      await wait(20)
      const all = children.every((c) => c.exitCode !== null || c.signalCode !== null)
      if (all && endedAt === 0) endedAt = performance.now()
      const waited = all && performance.now() - endedAt >= (b.patience ?? 0) * 1000
      if (waited || (options.pause ? isPaused() : isFound())) break
    }
    const wall = performance.now() - from
    const used = process.cpuUsage(cpu)
    await wait(600)
    const told = running.told.find(counts)
    const pause = await running.paused()
    const times = journalTimes(journal)
    if (times.length === 0) return skippedResult(b, problem.slice(0, 300) || 'the simulator touched nothing')
    return {
      behaviour: b.id,
      rate: b.rate,
      found: told !== undefined,
      lost: told ? times.filter((t) => t <= told.ns).length : null,
      lostWithPause: pause?.state === 'paused' ? times.length : null,
      ms: told ? Math.round(Number(told.ns - times[0]!) / 1e6) : null,
      wronglyChosen: running.wronglyChosen(),
      cpuPercent: Math.round(((used.user + used.system) / 10 / wall) * 10) / 10,
      signals: Object.fromEntries(running.signals),
    }
  } finally {
    for (const c of children) killGroup(c)
    await running.resumeAll()
    await Promise.all(children.map(ended))
    await running.stop()
  }
}

const skippedResult = (b: Behaviour, why: string): AttackResult => ({
  behaviour: b.id,
  rate: b.rate,
  found: false,
  lost: null,
  lostWithPause: null,
  ms: null,
  wronglyChosen: 0,
  cpuPercent: 0,
  signals: {},
  skipped: why,
})
