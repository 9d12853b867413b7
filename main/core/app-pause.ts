import type { RunCommand } from '../ports/run-command.ts'
import { createPauseMemory } from '../probe/sources/guard/pause-memory.ts'
import { createWriterPause } from '../probe/sources/guard/writer-pause.ts'
import { createGuardPause, type GuardPause, type GuardPauseOptions } from './guard-pause.ts'

/** The guard's pause on this operating system. `folder`: the app's data; `ours`: pids of the app's other processes. */
export const createAppPause = (
  parts: Omit<GuardPauseOptions, 'pause'> & {
    folder: string
    run: RunCommand
    ours: () => readonly number[]
  },
): GuardPause =>
  createGuardPause({
    ...parts,
    pause: createWriterPause({
      platform: process.platform,
      run: parts.run,
      memory: createPauseMemory(parts.folder, parts.log),
      log: parts.log,
      ours: parts.ours,
    }),
  })
