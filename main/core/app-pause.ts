import { createPauseMemory } from '../probe/sources/guard/pause-memory.ts'
import { createWriterPause } from '../probe/sources/guard/writer-pause.ts'
import type { CorePorts } from './core-options.ts'
import { createGuardPause, type GuardPause, type GuardPauseOptions } from './guard-pause.ts'

/** The guard's pause on this operating system. `ours`: pids of the app's other processes. */
export const createAppPause = (
  { clock, log, run, paths }: Pick<CorePorts, 'clock' | 'log' | 'run' | 'paths'>,
  parts: Omit<GuardPauseOptions, 'pause' | 'clock' | 'log'> & { ours: () => readonly number[] },
): GuardPause =>
  createGuardPause({
    ...parts,
    clock,
    log,
    pause: createWriterPause({
      platform: process.platform,
      run,
      memory: createPauseMemory(paths.data, log),
      log,
      ours: parts.ours,
    }),
  })
