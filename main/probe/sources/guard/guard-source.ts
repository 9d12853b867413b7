import type { Source } from '../source.ts'
import type { CanaryWish } from './canary-roots.ts'
import { createGuardRun, type GuardRun, guardId } from './guard-run.ts'

export type GuardOptions = {
  /** Folders to guard, absolute. One that lies within another is covered by it. */
  folders: readonly string[]
  platform?: NodeJS.Platform
  /** Hidden canary files in the folders (`canaries.ts`). Default: `leave`. */
  canaries?: CanaryWish
}

/** The guard can also tell how much happens in a folder, so that the writer can be found (`writer-pause.ts`). */
export type GuardSource = Source & {
  /** How many changes have been noticed in this guarded folder since the start; 0 for another folder. */
  changes: (root: string) => number
  /** The guarded folders as the events name them: links on the way are followed. */
  roots: () => string[]
}
export const isGuardSource = (source: Source): source is GuardSource => 'changes' in source

/**
 * The ransomware guard's eyes: watches folders of documents and tells what becomes of known good files, as `file`
 * events. Only what matters is told: destroyed, vanished beside a twin, a ransom note, a touched canary.
 */
export const createGuardSource = (options: GuardOptions): GuardSource => {
  let run: GuardRun | null = null
  return {
    id: guardId,
    roots: () => run?.roots() ?? [],
    changes: (root) => run?.changes(root) ?? 0,
    start(context) {
      const mine = createGuardRun(options, context)
      run = mine
      mine.begin().catch((error) => {
        context.log.error(`guard: could not start: ${error}`)
        context.died({ code: 'guard-failed' })
      })
    },
    async stop() {
      await run?.stop()
    },
  }
}
