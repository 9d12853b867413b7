import { realpath } from 'node:fs/promises'
import type { FileEvent } from '../../../contract/event.ts'
import { isoTime } from '../../../ports/clock.ts'
import { inTime } from '../../../ports/in-time.ts'
import type { SourceContext } from '../source.ts'
import { tidyCanaries } from './canary-roots.ts'
import { type GuardFolder, guardHealth } from './guard-health.ts'
import { createGuardRoot, type GuardRoot } from './guard-root.ts'
import type { GuardOptions } from './guard-source.ts'
import { createLocalAccess } from './local-access.ts'
import { createShareAccess } from './share-access.ts'
import { isIn, isShareFolder, type Mount, readMounts, sharesWithin } from './share-detection.ts'

export const guardId = 'guard-documents'
const lookAgainEvery = 60_000
/** So long (ms) a folder may take to say where it lies, and a share to be read before the state is told without it. */
const openLimit = 3_000
const shareLimit = 10_000

type Guarded = { folder: string; path: string; root: GuardRoot | null; isShare: boolean }

/** Drops folders that lie within another one of the list, and repetitions. */
export const outermost = (folders: readonly string[]): string[] =>
  [...new Set(folders)].filter(
    (f, _, all) =>
      !all.some((other) => other !== f && (f.startsWith(`${other}/`) || f.startsWith(`${other}\\`))),
  )

/** One start of the guard until its end: what an earlier start still sets up belongs to that one. */
export const createGuardRun = (options: GuardOptions, context: SourceContext) => {
  const platform = options.platform ?? process.platform
  const { clock, log } = context
  let guarded: Guarded[] = []
  let mounts: Mount[] = []
  let shares: string[] = []
  let started = false
  let stopped = false
  let looking = false
  let cancelLook = () => {}

  const sayHealth = () => {
    if (stopped || !started) return
    const folders: GuardFolder[] = guarded.map((g) => ({ ...g, state: g.root?.state() ?? null }))
    const { state, reason } = guardHealth(folders)
    context.health(state, reason)
  }
  const create = (path: string, isShare: boolean): GuardRoot =>
    createGuardRoot({
      root: path,
      data: context.paths.data,
      clock,
      run: context.run,
      canaries: options.canaries === 'put',
      log,
      access: isShare ? createShareAccess() : createLocalAccess(platform),
      isShare,
      isElsewhere: (at) => !isShare && shares.some((share) => isIn(at, share)),
      uid: process.getuid?.() ?? null,
      platform,
      observe(o, at, caughtUp) {
        if (stopped) return
        const event: FileEvent = { ...o, at: isoTime(at), source: guardId, category: 'file', root: path }
        context.emit(caughtUp ? { ...event, caughtUp } : event)
      },
      onState: sayHealth,
    })
  /** One that hangs holds a thread, so it is not asked again before it has answered. */
  const asked = new Map<string, Promise<string | null>>()
  const realOf = (folder: string): Promise<string | null> => {
    const answer =
      asked.get(folder) ??
      realpath(folder)
        .catch(() => null)
        .finally(() => asked.delete(folder))
    asked.set(folder, answer)
    return inTime(answer, openLimit)
  }
  const open = async (folder: string): Promise<Guarded> => {
    const real = await realOf(folder)
    const isShare = isShareFolder(real ?? folder, platform, mounts)
    return { folder, path: real ?? folder, root: real === null ? null : create(real, isShare), isShare }
  }
  const startRoot = (root: GuardRoot): Promise<void> =>
    root
      .start()
      .catch((error) => log.error(`guard: could not start: ${error}`))
      .then(sayHealth)
  const readShares = async () => {
    mounts = await readMounts(platform)
    shares = guarded.filter((g) => !g.isShare).flatMap((g) => sharesWithin(g.path, mounts))
  }
  /** A stick or a share that was not there at the start may come later. */
  const lookAgain = async () => {
    if (looking) return
    looking = true
    try {
      await readShares()
      for (const share of shares)
        if (!guarded.some((g) => g.folder === share))
          guarded.push({ folder: share, path: share, root: null, isShare: true })
      for (const [n, g] of guarded.entries()) {
        if (g.root) continue
        const again = await open(g.folder)
        if (stopped) return
        if (!again.root) continue
        guarded[n] = again
        void startRoot(again.root)
      }
    } finally {
      looking = false
    }
    sayHealth()
  }
  const openAll = async () => {
    mounts = await readMounts(platform)
    const found = await Promise.all(outermost(options.folders).map(open))
    // A link may lead into another of the folders.
    const paths = outermost(found.map((g) => g.path))
    guarded = paths.map((path) => found.find((g) => g.path === path)!)
    await readShares()
    const within = await Promise.all(outermost(shares).map(open))
    guarded.push(...within)
  }
  return {
    async begin() {
      await openAll()
      if (stopped) return
      const local = guarded.filter((g) => g.root && !g.isShare).map((g) => g.path)
      tidyCanaries(context.paths.data, local, options.canaries ?? 'leave', log)
      const starts = guarded.map((g) => ({ ...g, done: g.root ? startRoot(g.root) : Promise.resolve() }))
      await Promise.all(starts.filter((s) => !s.isShare).map((s) => s.done))
      await inTime(Promise.all(starts.map((s) => s.done)), shareLimit)
      started = true
      sayHealth()
      if (!stopped) cancelLook = clock.every(lookAgainEvery, () => void lookAgain())
    },
    async stop() {
      stopped = true
      cancelLook()
      await Promise.all(guarded.map((g) => g.root?.stop()))
    },
    roots: () => guarded.map((g) => g.path),
    changes: (path: string) => guarded.find((g) => g.path === path)?.root?.changes() ?? 0,
  }
}
export type GuardRun = ReturnType<typeof createGuardRun>
