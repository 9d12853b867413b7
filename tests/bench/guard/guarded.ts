import type { Finding } from '../../../main/contract/alert.ts'
import { createRansomwareDetector } from '../../../main/probe/detectors/ransomware.ts'
import { createGuardSource } from '../../../main/probe/sources/guard/guard-source.ts'
import { createWriterPauseWith, type PauseResult } from '../../../main/probe/sources/guard/writer-pause.ts'
import { createLinuxControl } from '../../../main/probe/sources/guard/writer-process-linux.ts'
import { createRecordingContext, until } from '../../fakes/guard/context.ts'
import type { Playground } from './playground.ts'

export type Told = { finding: Finding; ns: bigint }
export type Guarded = {
  told: Told[]
  /** Events by signal. */
  signals: Map<string, number>
  lines: string[]
  paused: () => Promise<PauseResult | null>
  pausedAt: () => bigint | null
  /** Processes that the pause chose and that were not the attack. */
  wronglyChosen: () => number
  resumeAll: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * The guard as the app runs it: source, detector, and – where asked – the pause of the writer at the first urgent
 * finding. Ready when the whole baseline is read.
 */
export const startGuard = async (
  p: Playground,
  options: { pause: boolean; pausable?: () => number[] },
): Promise<Guarded> => {
  const recording = createRecordingContext(p.data)
  const detector = createRansomwareDetector()
  // The choice is the app's own; but on a machine that others use too, only the simulators are really stopped.
  const control = createLinuxControl(process.pid, process.getuid?.() ?? -1)
  let wrong = 0
  const signal = (pid: number, what: 'SIGSTOP' | 'SIGCONT') => {
    const parent = control.look(pid)
    const ours = [pid, parent && 'parentPid' in parent ? parent.parentPid : 0]
    if (ours.some((p) => options.pausable?.().includes(p))) return control.signal(pid, what)
    wrong++
    throw new Error('refused: not one of the simulators')
  }
  const memory = { read: () => null, write: () => {} }
  const pause = createWriterPauseWith({ ...control, signal }, process.pid, memory, recording.context.log)
  const told: Told[] = []
  const signals = new Map<string, number>()
  let pausing: Promise<PauseResult> | null = null
  let pausedAt: bigint | null = null
  let over = false
  const changes = () => source.changes(p.docs)
  const losses = () => Number(told.at(-1)?.finding.facts.count ?? 0)
  /** As `core/guard-pause.ts` does it: three quick looks, then a patient one. */
  const stopWriter = async (): Promise<PauseResult> => {
    for (let look = 0; look < 3 && !over; look++) {
      const result = await pause.pause(p.docs, changes)
      if (result.state === 'paused') return result
    }
    return pause.pauseSlowly(p.docs, { changes, losses }, () => over, new Set())
  }
  const tell = (findings: readonly Finding[]) => {
    for (const finding of findings) {
      told.push({ finding, ns: process.hrtime.bigint() })
      if (!options.pause || pausing || finding.severity !== 'urgent') continue
      pausing = stopWriter()
      void pausing.then(({ state }) => {
        if (state === 'paused') pausedAt = process.hrtime.bigint()
      })
    }
  }
  recording.onEvent((e) => {
    const signal = `${e.after}/${e.signal}`
    signals.set(signal, (signals.get(signal) ?? 0) + 1)
    tell(detector.onEvent(e))
  })
  const ticking = setInterval(() => tell(detector.onTick?.(Date.now()) ?? []), 1000)
  const source = createGuardSource({ folders: [p.docs] })
  await source.start(recording.context)
  await until('the guard', () => recording.health.some((h) => h.state !== 'starting'), 60_000)
  await until('the baseline', () => recording.lines.some((l) => l.includes('baseline read')), 120_000)
  return {
    told,
    signals,
    lines: recording.lines,
    paused: async () => {
      over = true
      return pausing
    },
    pausedAt: () => pausedAt,
    wronglyChosen: () => wrong,
    resumeAll: async () => {
      for (const process of await pause.paused()) await pause.resume(process.id)
    },
    stop: async () => {
      clearInterval(ticking)
      await source.stop()
    },
  }
}
