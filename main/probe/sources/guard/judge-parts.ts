import type { FileEvent } from '../../../contract/event.ts'
import type { FileAccess, FileStat } from './file-access.ts'
import type { FileTable } from './file-table.ts'
import type { Suspects } from './suspects.ts'
import { twinSignal } from './twin-kind.ts'
import type { Twin, TwinMemory, Vanished } from './twin-memory.ts'

/** One thing the guard has seen; the source adds its name, the root and the time. */
export type Observation = Pick<FileEvent, 'action' | 'path' | 'newPath' | 'before' | 'after' | 'signal'>

/** What the judges of a guarded folder share. */
export type JudgeParts = {
  access: FileAccess
  table: FileTable
  twins: TwinMemory
  suspects: Suspects
  /** The folder lies on a share: who may read there is the server's business. */
  isShare: boolean
  /** This account's user id; null on Windows. */
  uid: number | null
  now: () => number
  observe: (o: Observation, at: number) => void
  /** A directory has appeared, or its permission has changed. */
  onDirectory: (path: string, s: FileStat) => void | Promise<void>
  /** A known directory has gone. */
  onDirectoryGone: (path: string) => void
  /** A file has come to rest and cannot be read; counted, never fatal. */
  onUnreadable: (path: string) => void
  /** Has a folder that keeps even its owner out taken something in at this time (ms since 1970)? */
  tookIn: (at: number) => boolean | Promise<boolean>
  isCanary: (path: string) => boolean
}

/** Tells that a vanished document lives on in a suspicious new file. */
export const createTwinReport =
  (parts: Pick<JudgeParts, 'observe' | 'isCanary'>) =>
  (old: Vanished, twin: Twin): void => {
    const lost = twin.kind === 'noise' || twin.kind === 'broken-archive'
    parts.observe(
      {
        action: 'renamed',
        path: old.path,
        newPath: twin.path,
        before: 'good',
        after: lost ? 'destroyed' : 'unknown',
        signal: lost && parts.isCanary(old.path) ? 'canary' : twinSignal(twin),
      },
      Math.max(old.at, twin.at),
    )
  }
export type TwinReport = ReturnType<typeof createTwinReport>
