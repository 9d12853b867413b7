import { basename, join } from 'node:path'
import type { Clock } from '../../../ports/clock.ts'
import type { Log } from '../../../ports/log.ts'
import type { RunCommand } from '../../../ports/run-command.ts'
import { readBaseline } from './baseline-reader.ts'
import { baselineFile, loadBaseline, saveBaseline } from './baseline-store.ts'
import { canaryPlaces, isCanary, placeCanaries } from './canaries.ts'
import { createChangeQueue, settleTime } from './change-queue.ts'
import { isShut, tookIn } from './closed-off.ts'
import type { FileAccess } from './file-access.ts'
import { createFileJudge } from './file-judge.ts'
import { createFileTable } from './file-table.ts'
import type { Observation } from './judge-parts.ts'
import { createSecondLook, type Trouble } from './second-look.ts'
import { createSuspects } from './suspects.ts'
import { createPacer, type ScanParts, scanTree } from './tree-scan.ts'
import { createTwinMemory } from './twin-memory.ts'
import { createUnreadPlaces } from './unread-places.ts'
import { createWatchTree } from './watch-tree.ts'

/** Every minute the second source looks: it finds what the fast one dropped or cannot see (a share's other users). */
export const rescanEvery = 60_000
const saveEvery = 600_000
/** Between rescans a few files are looked at. */
const roveEvery = 5_000
/** After a loss the guard is wide awake for so long: a file need rest only briefly before its structure is judged. */
const awakeFor = 600_000
/** Who destroys documents may have begun so long before the guard's first start. */
const lately = 900_000
/** How long (ms) a file rests before it is judged: on a local disk, and when awake. A share delivers in fits and starts. */
const restLocal = 60
const restAwake = 25

/** How well one folder is watched. */
export type RootState = {
  root: string
  files: number
  watched: number
  /** Directories that only the rescan sees, because the system allows no more watches. */
  refused: number
  /** Directories that may not be read at all. */
  unreadable: number
  /** Files that cannot be read now. */
  unreadableFiles: number
  trouble: Trouble
}

export type GuardRootParts = {
  root: string
  data: string
  clock: Clock
  run: RunCommand
  log: Log
  access: FileAccess
  isShare: boolean
  /** Is this path on a share that is mounted in this folder? It is guarded by itself, and never touched here. */
  isElsewhere: (path: string) => boolean
  /** This account's user id; null on Windows. */
  uid: number | null
  canaries: boolean
  platform: NodeJS.Platform
  observe: (o: Observation, at: number, caughtUp: boolean) => void
  onState: () => void
}

/** Watches one folder and all below it. */
export const createGuardRoot = (parts: GuardRootParts) => {
  const { root, clock, log, access } = parts
  const table = createFileTable()
  const twins = createTwinMemory()
  const file = baselineFile(parts.data, root)
  const refused = new Set<string>()
  const unread = createUnreadPlaces(parts.onState)
  const timers: (() => void)[] = []
  let canaryPaths: string[] = []
  let looked = false
  let stopped = false
  let catchingUp = false
  let scanning: Promise<void> = Promise.resolve()
  let changes = 0
  let awakeUntil = Number.NEGATIVE_INFINITY
  const suspects = createSuspects()
  const observe = (o: Observation, at: number) => {
    if (o.after === 'destroyed') awakeUntil = clock.monotonic() + awakeFor
    parts.observe(o, at, catchingUp)
  }
  const settle = () => (parts.isShare ? settleTime : clock.monotonic() < awakeUntil ? restAwake : restLocal)

  const watch = createWatchTree(
    {
      onChange: (path) => {
        if (parts.isElsewhere(path)) return
        changes++
        queue.add(path)
      },
      onSelf: (directory) => void inTurn(() => replaced(directory)),
      onLost: (directory) => {
        log.warn('guard: the system dropped file events; looking at the folder again')
        scanLater(directory)
      },
      onRefused: (directory, code) => {
        if (code === 'ENOSPC' || code === 'EMFILE') refused.add(directory)
        else if (code !== 'ENOENT') unread.isClosed(directory)
        parts.onState()
      },
    },
    parts.platform,
  )
  const judgeFile = createFileJudge({
    access,
    isShare: parts.isShare,
    uid: parts.uid,
    table,
    twins,
    suspects,
    now: clock.now,
    observe,
    onDirectory: (path, s) => {
      if (isShut(s, parts.uid)) unread.isClosed(path)
      else if (unread.isOpen(path) || !table.hasDirectory(path)) scanLater(path)
    },
    onDirectoryGone: (path) => {
      for (const directory of table.below(path)) {
        rememberMoved(directory)
        forgetDirectory(directory)
      }
    },
    onUnreadable: unread.addFile,
    tookIn: (at) => !parts.isShare && tookIn(access, unread.directories(), parts.uid, at),
    isCanary,
  })
  const judge: typeof judgeFile = (path, settled, at, events) =>
    settled ? unread.look(path, () => judgeFile(path, settled, at, events)) : judgeFile(path, settled, at)
  const queue = createChangeQueue(
    clock,
    (path, settled, events) => judge(path, settled, undefined, events),
    (error) => log.error(`guard: could not judge a file: ${error}`),
    settle,
  )

  const scan: ScanParts = {
    access,
    table,
    async onDirectory(directory) {
      // Watching asks the file system on the app's own thread: only right after the server has answered.
      if (parts.isShare && typeof (await access.stat(directory)) === 'string') return
      watch.add(directory, directory === root)
    },
    isElsewhere: parts.isElsewhere,
    onUnreadable: unread.isClosed,
    onRead: unread.isOpen,
    onDifference: (path) => judge(path, true, 'own-time'),
    monotonic: clock.monotonic,
    stopped: () => stopped,
  }
  /** Scans run one after the other, never two at once. */
  const inTurn = (work: () => Promise<void>) => {
    scanning = scanning.then(work).catch((error) => log.error(`guard: a scan failed: ${error}`))
    return scanning
  }
  const scanLater = (directory: string) => void inTurn(() => scanTree(scan, directory, false).then(() => {}))
  const forgetDirectory = (directory: string) => {
    watch.remove(directory)
    refused.delete(directory)
    unread.isOpen(directory)
    table.dropDirectory(directory)
  }

  /**
   * Something happened to the folder itself, or to a child with its name. A folder that has been made anew is another one: what
   * watched the old one sees nothing of it.
   */
  const replaced = async (directory: string) => {
    const child = join(directory, basename(directory))
    if (table.get(child) || table.hasDirectory(child) || (await access.stat(child)) !== 'gone') return
    const s = await access.stat(directory)
    if (typeof s === 'string' || s.type !== 'directory') return
    for (const d of table.below(directory)) {
      rememberMoved(d)
      forgetDirectory(d)
    }
    await scanTree(scan, directory, false)
  }

  /** A folder that was moved turns up again with the same files, perhaps already destroyed by then. */
  const rememberMoved = (directory: string) => {
    for (const name of table.names(directory)) {
      const path = join(directory, name)
      const record = table.get(path)
      if (record && record.kind !== null) twins.moveAway({ path, record, at: clock.now() })
    }
  }
  const second = createSecondLook({
    ...{ root, access, clock, table, watch, refused, unread, suspects, scan, forgetDirectory },
    isShare: parts.isShare,
    isElsewhere: parts.isElsewhere,
    judge: async (path, at) => judge(path, true, at),
    waits: (path) => queue.has(path),
    canaries: () => canaryPaths,
    onState: parts.onState,
  })
  const save = () =>
    saveBaseline(file, root, table, createPacer(clock.monotonic)).catch((error) =>
      log.warn(`guard: the baseline could not be saved: ${error}`),
    )
  const firstLook = async () => {
    const before = await loadBaseline(file, root, table, createPacer(clock.monotonic), clock.now())
    if (before === 'damaged') log.warn('guard: the saved baseline was damaged and put aside; learning anew')
    catchingUp = before === 'loaded'
    const seen = await scanTree(scan, root, before !== 'loaded')
    for (const directory of table.directories()) {
      if (seen.has(directory) || unread.directories().has(directory)) continue
      if ((await access.stat(directory)) === 'gone') forgetDirectory(directory)
    }
    catchingUp = false
    await second.lookForTrouble()
    looked = true
  }
  return {
    /** Resolves when every directory is watched; reading the baseline goes on in the background. */
    async start() {
      const look = firstLook()
      scanning = look.catch(() => {})
      await look
      if (stopped) return
      // Never on a share: other computers would meet files that nobody there knows.
      if (parts.canaries && !parts.isShare)
        await placeCanaries(root, parts.run, parts.platform, parts.isElsewhere)
      canaryPaths = parts.isShare ? [] : canaryPlaces(root, parts.isElsewhere)
      const reading = {
        access,
        table,
        clock,
        observe,
        onUnreadable: unread.addFile,
        since: clock.now() - lately,
        stopped: () => stopped,
      }
      const first = await readBaseline({ ...reading, rest: false })
      void readBaseline({ ...reading, rest: true }).then((rest) => {
        if (stopped) return
        unread.say()
        const n = first + rest
        log.info(`guard: baseline read, ${n} files new to it, ${table.size()} in all`)
        if (n > 0) void inTurn(save)
      })
      timers.push(
        clock.every(rescanEvery, () => {
          twins.expire(clock.now())
          void inTurn(second.rescan)
        }),
        clock.every(roveEvery, () => void inTurn(second.rove)),
        clock.every(saveEvery, () => void inTurn(save)),
      )
    },
    async stop() {
      stopped = true
      for (const cancel of timers) cancel()
      watch.close()
      queue.close()
      await scanning
      // A baseline that was not read to its end must not take the place of the whole one.
      if (looked) await save()
    },
    /** How many changes have been noticed so far. */
    changes: () => changes,
    state: (): RootState => ({
      root,
      files: table.size(),
      watched: watch.count(),
      refused: refused.size,
      unreadable: unread.directories().size,
      unreadableFiles: unread.files().size,
      trouble: second.trouble(),
    }),
  }
}
export type GuardRoot = ReturnType<typeof createGuardRoot>
