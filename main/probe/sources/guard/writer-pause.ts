import type { Log } from '../../../ports/log.ts'
import type { RunCommand } from '../../../ports/run-command.ts'
import {
  chooseWriters,
  isProtected,
  type Look,
  slowProof,
  type WatchPace,
  type WriterControl,
  type WriterProcess,
} from './writer-process.ts'
import { createLinuxControl } from './writer-process-linux.ts'
import { createMacosControl } from './writer-process-macos.ts'

/** A program that stands still. `id` stays the same over restarts of the app. */
export type PausedProcess = WriterProcess & { id: string; folder: string }

/** `not-found`: nobody was seen writing. `not-possible`: this system has no safe way; nothing was tried. */
export type PauseResult =
  | { state: 'paused'; processes: PausedProcess[] }
  | { state: 'not-found' | 'not-possible'; processes: [] }

export type WriterPause = {
  /**
   * Finds who writes into the folder and stops it with SIGSTOP: nothing is lost, it can go on.
   * @param changes counts what happens in the folder (`GuardSource.changes`).
   * @param spared names of programs that people have let go on: where one of them is the writer, nobody is stopped.
   */
  pause: (folder: string, changes: () => number, spared?: ReadonlySet<string>) => Promise<PauseResult>
  /**
   * The same for a writer who comes so seldom that he is not caught in the act: watches for seconds who writes whenever
   * something changes, then for minutes who writes whenever something is lost. Whether it was the right one only the next
   * loss would show: the caller watches for that.
   * @param counters of what changed in the folder, and of what was lost.
   * @param over true ends the watch.
   * @param innocent ids of programs that were stopped before, wrongly.
   */
  pauseSlowly: (
    folder: string,
    counters: { changes: () => number; losses: () => number },
    over: () => boolean,
    innocent: ReadonlySet<string>,
  ) => Promise<PauseResult>
  /** Lets one go on. False where it has ended or is another program by now: then nothing is done. */
  resume: (id: string) => Promise<boolean>
  /** Those that still stand still. */
  paused: () => Promise<PausedProcess[]>
}

export type PauseMemory = { read: () => unknown; write: (value: unknown) => void }

/** So many programs are tried at most: an innocent one stands still for a tenth of a second. */
const mostSuspects = 5
/** Watching for a writer of some files a second: for ten seconds. */
const middlePace = { interval: 40, turns: 250 }
/** Watching for a slow one: three times a second, for a quarter of an hour. */
const slowPace = { interval: 300, turns: 3_000 }
/** Time for changes that were already on their way when the writer was stopped. */
const underway = 15

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Has the writing (almost) ended? Looks as long as four changes took before. */
const isCalm = async (changes: () => number, perMs: number): Promise<boolean> => {
  await wait(underway)
  const window = Math.min(300, Math.max(30, perMs > 0 ? 4 / perMs : 300))
  const before = changes()
  await wait(window)
  return changes() - before <= perMs * window * 0.25
}

/** Our own process, the app's others, and all its ancestors. The probe tells what changes, so it keeps time with it. */
const ownLine = async (
  control: WriterControl,
  self: number,
  ours: readonly number[],
): Promise<Set<number>> => {
  const own = new Set([0, 1, self, ...ours])
  for (let p = await control.look(self); p && p.parentPid > 1 && !own.has(p.parentPid); ) {
    own.add(p.parentPid)
    p = await control.look(p.parentPid)
  }
  return own
}

const idOf = (p: WriterProcess): string => `${p.pid}-${p.startTime}`

const isPaused = (v: unknown): v is PausedProcess => {
  const p = v as Partial<PausedProcess> | null
  return typeof p?.pid === 'number' && typeof p.id === 'string' && typeof p.startTime === 'string'
}

/**
 * Pauses and resumes writers. `memory` survives a restart, so that a stopped program is never forgotten.
 * @param control null where the system has no safe way (Windows: suspending another process needs undocumented calls).
 * @param ours pids of the app's other processes.
 */
export const createWriterPauseWith = (
  control: WriterControl | null,
  self: number,
  memory: PauseMemory,
  log: Log,
  ours: () => readonly number[] = () => [],
): WriterPause => {
  const stored = memory.read()
  let all: PausedProcess[] = Array.isArray(stored) ? stored.filter(isPaused) : []
  const same = async (p: WriterProcess) => (await control?.look(p.pid))?.startTime === p.startTime
  const keep = (list: PausedProcess[]) => {
    all = list
    memory.write(all)
  }
  const send = (c: WriterControl, pid: number, what: 'SIGSTOP' | 'SIGCONT'): boolean => {
    try {
      c.signal(pid, what)
      return true
    } catch (error) {
      log.warn(`guard: ${what} to process ${pid} failed: ${error}`)
      return false
    }
  }
  /** Remembered from the first moment, so that a program is not forgotten if the app dies right then. */
  const remember = (folder: string, stopped: readonly WriterProcess[]): PausedProcess[] => {
    const paused = stopped.map((p) => ({ ...p, folder, id: idOf(p) }))
    keep([...all.filter((p) => !paused.some((s) => s.id === p.id)), ...paused])
    return paused
  }
  const giveBack = (c: WriterControl, stopped: readonly WriterProcess[]) => {
    for (const p of stopped) send(c, p.pid, 'SIGCONT')
    keep(all.filter((p) => !stopped.some((s) => s.pid === p.pid)))
  }
  /** A short-lived writer (a tool that a script starts again and again) is stopped by stopping its parent. */
  const stopOne = async (
    c: WriterControl,
    p: WriterProcess,
    own: ReadonlySet<number>,
  ): Promise<WriterProcess | null> => {
    const target = (await same(p)) ? p : await c.look(p.parentPid)
    if (!target || own.has(target.pid) || isProtected(target)) return null
    return send(c, target.pid, 'SIGSTOP') ? target : null
  }
  const stopAll = async (
    c: WriterControl,
    folder: string,
    writers: readonly WriterProcess[],
    own: ReadonlySet<number>,
  ) => {
    const stopped: WriterProcess[] = []
    for (const writer of writers) {
      const target = await stopOne(c, writer, own)
      if (!target || stopped.some((p) => p.pid === target.pid)) continue
      stopped.push(target)
      remember(folder, [target])
    }
    return stopped
  }
  /**
   * Stops one suspect with all its processes; gives it back where the writing goes on without it, and says `[]` then.
   * Null: there is no other to try.
   */
  const tryOne = async (
    c: WriterControl,
    folder: string,
    changes: () => number,
    excluded: Set<number>,
    spared: ReadonlySet<string>,
  ) => {
    const from = performance.now()
    const counted = changes()
    const seen = await c.watch(folder, changes, (look) => chooseWriters(look, excluded).length > 0)
    const perMs = (changes() - counted) / (performance.now() - from)
    let writers = chooseWriters(seen, excluded)
    if (writers.length === 0 || writers.some((w) => spared.has(w.name))) return null
    const stopped: WriterProcess[] = []
    while (writers.length > 0) {
      stopped.push(...(await stopAll(c, folder, writers, excluded)))
      for (const w of writers) excluded.add(w.pid)
      if (stopped.length === 0) return stopped
      if (await isCalm(changes, perMs)) return stopped
      const first = stopped[0]!
      const again = await c.watch(folder, changes, (look) => chooseWriters(look, excluded, first).length > 0)
      writers = chooseWriters(again, excluded, first)
    }
    giveBack(c, stopped)
    return []
  }
  return {
    async pause(folder, changes, spared = new Set<string>()) {
      if (!control) return { state: 'not-possible', processes: [] }
      const excluded = await ownLine(control, self, ours())
      for (let n = 0; n < mostSuspects; n++) {
        const found = await tryOne(control, folder, changes, excluded, spared)
        if (found === null) break
        if (found.length === 0) continue
        log.warn(`guard: paused ${found.map((p) => `${p.name} (${p.pid})`).join(', ')}`)
        return { state: 'paused', processes: remember(folder, found) }
      }
      return { state: 'not-found', processes: [] }
    },
    async pauseSlowly(folder, { changes, losses }, over, innocent) {
      if (!control?.patient) return { state: 'not-found', processes: [] }
      const excluded = await ownLine(control, self, ours())
      for (const id of innocent) excluded.add(Number(id.split('-')[0]))
      const writersOf = async (count: () => number, pace: WatchPace) => {
        let writers: WriterProcess[] = []
        const isEnough = (look: Look) => {
          writers = chooseWriters(look, excluded, null, slowProof)
          return writers.length > 0 || over()
        }
        await control.watch(folder, count, isEnough, pace)
        return writers
      }
      let writers = await writersOf(changes, middlePace)
      if (writers.length === 0 && !over()) writers = await writersOf(losses, slowPace)
      const stopped = over() ? [] : await stopAll(control, folder, writers, excluded)
      if (stopped.length === 0) return { state: 'not-found', processes: [] }
      log.warn(`guard: paused ${stopped.map((p) => `${p.name} (${p.pid})`).join(', ')} after watching for it`)
      return { state: 'paused', processes: remember(folder, stopped) }
    },
    async resume(id) {
      const p = all.find((x) => x.id === id)
      if (!p || !control) return false
      const there = await same(p)
      if (there) send(control, p.pid, 'SIGCONT')
      keep(all.filter((x) => x !== p))
      return there
    },
    async paused() {
      const there: PausedProcess[] = []
      for (const p of all) if (await same(p)) there.push(p)
      if (there.length !== all.length) keep(there)
      return there
    },
  }
}

/** The pause of this operating system. */
export const createWriterPause = (parts: {
  platform: NodeJS.Platform
  run: RunCommand
  memory: PauseMemory
  log: Log
  ours: () => readonly number[]
}): WriterPause => {
  const uid = process.getuid?.() ?? -1
  const control =
    parts.platform === 'linux'
      ? createLinuxControl(process.pid, uid)
      : parts.platform === 'darwin'
        ? createMacosControl(parts.run, process.pid, uid)
        : null
  return createWriterPauseWith(control, process.pid, parts.memory, parts.log, parts.ours)
}
