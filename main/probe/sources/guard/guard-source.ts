import { realpath } from 'node:fs/promises'
import type { FileEvent } from '../../../contract/event.ts'
import { isoTime } from '../../../ports/clock.ts'
import type { Source, SourceContext } from '../source.ts'
import { type GuardFolder, guardHealth } from './guard-health.ts'
import { createGuardRoot, type GuardRoot } from './guard-root.ts'
import { localAccess } from './local-access.ts'
import { shareAccess } from './share-access.ts'
import { isShareFolder } from './share-detection.ts'

export type GuardOptions = {
  /** Folders to guard, absolute. One that lies within another is covered by it. */
  folders: readonly string[]
  platform?: NodeJS.Platform
  /** Put hidden canary files into the folders (`canaries.ts`). Default: no. */
  canaries?: boolean
}

/** The guard can also tell how much happens in a folder, so that the writer can be found (`writer-pause.ts`). */
export type GuardSource = Source & {
  /** How many changes have been noticed in this guarded folder since the start; 0 for another folder. */
  changes: (root: string) => number
  /** The guarded folders as the events name them: links on the way are followed. */
  roots: () => string[]
}
export const isGuardSource = (source: Source): source is GuardSource => 'changes' in source

const id = 'guard-documents'
const retryEvery = 60_000

type Guarded = { folder: string; path: string; root: GuardRoot | null; isShare: boolean }

/** Drops folders that lie within another one of the list, and repetitions. */
export const outermost = (folders: readonly string[]): string[] =>
  [...new Set(folders)].filter(
    (f, _, all) =>
      !all.some((other) => other !== f && (f.startsWith(`${other}/`) || f.startsWith(`${other}\\`))),
  )

/**
 * The ransomware guard's eyes: watches folders of documents and tells what becomes of known good files, as `file`
 * events. Only what matters is told: destroyed, vanished beside a twin, a ransom note, a touched canary.
 */
export const createGuardSource = (options: GuardOptions): GuardSource => {
  const platform = options.platform ?? process.platform
  let guarded: Guarded[] = []
  let stopped = false

  const observer =
    (context: SourceContext, root: string) =>
    (o: Omit<FileEvent, 'at' | 'source' | 'category' | 'root'>, at: number, caughtUp: boolean) => {
      if (stopped) return
      const event: FileEvent = { ...o, at: isoTime(at), source: id, category: 'file', root }
      context.emit(caughtUp ? { ...event, caughtUp } : event)
    }
  const sayHealth = (context: SourceContext) => {
    if (stopped) return
    const folders: GuardFolder[] = guarded.map((g) => ({ ...g, state: g.root?.state() ?? null }))
    const { state, reason } = guardHealth(folders)
    context.health(state, reason)
  }
  const open = async (context: SourceContext, folder: string): Promise<Guarded> => {
    const isShare = await isShareFolder(folder, platform)
    const real = await realpath(folder).catch(() => null)
    if (real === null) return { folder, path: folder, root: null, isShare }
    const root = createGuardRoot({
      root: real,
      data: context.paths.data,
      clock: context.clock,
      run: context.run,
      canaries: options.canaries ?? false,
      log: context.log,
      access: isShare ? shareAccess : localAccess,
      isShare,
      uid: process.getuid?.() ?? null,
      platform,
      observe: observer(context, real),
      onState: () => started && sayHealth(context),
    })
    return { folder, path: real, root, isShare }
  }
  let started = false
  let cancelRetry = () => {}
  let opening = false
  /** A stick or a share that was not there at the start may come later. */
  const openMissing = async (context: SourceContext) => {
    if (opening) return
    opening = true
    for (const [n, g] of guarded.entries()) {
      if (g.root) continue
      const again = await open(context, g.folder)
      if (stopped || !again.root) continue
      guarded[n] = again
      await again.root.start().catch((error) => context.log.error(`guard: could not start: ${error}`))
      sayHealth(context)
    }
    opening = false
  }
  const begin = async (context: SourceContext) => {
    guarded = await Promise.all(outermost(options.folders).map((f) => open(context, f)))
    if (stopped) return
    await Promise.all(guarded.map((g) => g.root?.start()))
    started = true
    sayHealth(context)
    if (!stopped) cancelRetry = context.clock.every(retryEvery, () => void openMissing(context))
  }
  return {
    id,
    roots: () => guarded.map((g) => g.path),
    changes: (path) => guarded.find((g) => g.path === path)?.root?.changes() ?? 0,
    start(context) {
      stopped = false
      started = false
      begin(context).catch((error) => {
        context.log.error(`guard: could not start: ${error}`)
        context.died({ code: 'guard-failed' })
      })
    },
    async stop() {
      stopped = true
      cancelRetry()
      await Promise.all(guarded.map((g) => g.root?.stop()))
    },
  }
}
