import { basename, extname } from 'node:path'
import type { DocumentVerdict, FileEvent } from '../../../contract/event.ts'
import { checkContainer, isCheckable } from '../../integrity/container-check.ts'
import type { DocumentKind } from '../../integrity/document-kind.ts'
import { isNoteName } from '../../integrity/ransom-note.ts'
import { judgeSample, type Look, lookAt } from '../../integrity/sample-judge.ts'
import { checkZipStart, isEncryptedZip } from '../../integrity/zip-check.ts'
import { type FileAccess, type FileStat, isOnlineOnly, wholeLimit } from './file-access.ts'
import type { FileRecord, FileTable } from './file-table.ts'
import { type Twin, type TwinKind, type TwinMemory, twinWindow, type Vanished } from './twin-memory.ts'

const isArchive = (kind: DocumentKind | null): boolean => kind === '7z' || kind === 'zip' || kind === 'rar'

/** A file that was made lately and was empty, or still growing, when it was seen first. */
const isFresh = (old: FileRecord, s: FileStat): boolean =>
  !old.destroyed &&
  s.ctime - s.birth < twinWindow &&
  (old.kind === null || isArchive(old.kind as DocumentKind))

/** Which part a new file could play in the vanishing of others; null for an ordinary one. Its beginning tells. */
const twinKindOf = (look: Look, head: Uint8Array): TwinKind | null => {
  if (look.look === 'noise' || look.look === 'encoded') return 'noise'
  if (look.kind === 'tool-encrypted') return 'locked'
  if (!isArchive(look.kind)) return null
  const start =
    look.kind === 'zip' ? checkZipStart(head) : look.kind === '7z' ? checkContainer('7z', head) : 'unknown'
  if (start === 'broken') return 'broken-archive'
  return look.kind !== 'zip' || isEncryptedZip(head) ? 'archive' : null
}

/** One thing the guard has seen; the source adds its name, the root and the time. */
export type Observation = Pick<FileEvent, 'action' | 'path' | 'newPath' | 'before' | 'after' | 'signal'>

export type JudgeParts = {
  access: FileAccess
  table: FileTable
  twins: TwinMemory
  now: () => number
  observe: (o: Observation, at: number) => void
  /** A directory has appeared. */
  onDirectory: (path: string) => void | Promise<void>
  /** A known directory has gone. */
  onDirectoryGone: (path: string) => void
  /** A file could not be read; counted, never fatal. */
  onUnreadable: (path: string) => void
  isCanary: (path: string) => boolean
}

export const extensionOf = (path: string): string => extname(path).slice(1).toLowerCase()

const recordOf = (s: FileStat, kind: FileRecord['kind'], destroyed: boolean): FileRecord => ({
  kind,
  size: s.size,
  ctime: s.ctime,
  ino: s.ino,
  destroyed,
})
const verdictOf = (r: FileRecord | undefined): DocumentVerdict =>
  !r || r.kind === null || r.kind === 'unread' ? 'unknown' : r.destroyed ? 'destroyed' : 'good'
const knownKind = (r: FileRecord): DocumentKind | null => (r.kind === 'unread' ? null : r.kind)
const twinSignal = (t: Twin) =>
  t.kind === 'noise' || t.kind === 'broken-archive'
    ? 'noise-twin'
    : t.kind === 'locked'
      ? 'tool-encrypted'
      : 'archived-away'

/**
 * Looks at one path and says what has become of it, against the baseline. The three questions, in order: is it gone
 * (and did a noise twin come)? is it new? has a known document been destroyed?
 */
export const createFileJudge = (parts: JudgeParts) => {
  const { access, table, twins, observe } = parts

  const reportTwin = (old: Vanished, twin: Twin) => {
    const lost = twin.kind === 'noise' || twin.kind === 'broken-archive'
    observe(
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

  const vanish = (path: string, at: number) => {
    if (table.hasDirectory(path)) return parts.onDirectoryGone(path)
    const record = table.get(path)
    if (!record) return
    table.delete(path)
    if (record.destroyed || record.kind === null || record.kind === 'unread') return
    const old = { path, record, at }
    const twin = twins.vanish(old)
    if (twin) reportTwin(old, twin)
  }

  /** A suspicious new file, or one that has just been finished: does it explain documents that have gone? */
  const considerTwin = (path: string, s: FileStat, look: Look, head: Uint8Array, at: number): boolean => {
    const kind = twinKindOf(look, head)
    if (kind)
      for (const old of twins.appear({ path, kind, size: s.size, at }))
        reportTwin(old, { path, kind, size: s.size, at })
    return kind !== null
  }

  const judgeNew = (path: string, s: FileStat, look: Look, head: Uint8Array, at: number) => {
    const renamed = twins.takeRenamed(s.ino, s.birth)
    if (renamed) {
      const v = judgeSample(knownKind(renamed.record), look, extensionOf(renamed.path))
      const destroyed = v.verdict === 'destroyed'
      table.set(
        path,
        recordOf(s, destroyed ? renamed.record.kind : (look.kind ?? renamed.record.kind), destroyed),
      )
      if (v.signal) {
        const after = destroyed ? 'destroyed' : 'unknown'
        observe(
          { action: 'renamed', path: renamed.path, newPath: path, before: 'good', after, signal: v.signal },
          at,
        )
      }
      return
    }
    table.set(path, recordOf(s, look.kind, false))
    if (considerTwin(path, s, look, head, at)) return
    if (isNoteName(basename(path)) && look.look === 'document')
      observe({ action: 'created', path, before: 'unknown', after: 'unknown', signal: 'ransom-note' }, at)
  }

  /** The container's own check, once the writer is done. False also where nothing can be said. */
  const isBroken = async (path: string, s: FileStat, look: Look): Promise<boolean> => {
    if (look.kind === null || !isCheckable(look.kind) || s.size > wholeLimit) return false
    const bytes = await access.whole(path)
    return typeof bytes !== 'string' && checkContainer(look.kind, bytes) === 'broken'
  }

  const judgeKnown = async (
    path: string,
    s: FileStat,
    old: FileRecord,
    look: Look,
    at: number,
    settled: boolean,
  ) => {
    const kind = knownKind(old)
    const v = judgeSample(kind, look, extensionOf(path))
    const known = kind !== null && kind !== 'tool-encrypted'
    const broken = settled && known && v.verdict === 'good' && (await isBroken(path, s, look))
    const before = verdictOf(old)
    if (v.verdict === 'destroyed' || broken) {
      table.set(path, recordOf(s, old.kind, true))
      if (old.destroyed) return
      const signal = parts.isCanary(path) ? 'canary' : broken ? 'container-broken' : v.signal
      return observe({ action: 'changed', path, before, after: 'destroyed', signal }, at)
    }
    if (v.verdict !== 'good') {
      // Blank or of no known kind: what it was is kept, so that a later look can still compare.
      table.set(path, recordOf(s, old.kind, old.destroyed))
      if (v.signal && !old.destroyed)
        observe({ action: 'changed', path, before, after: 'unknown', signal: v.signal }, at)
      return
    }
    // Before the writer is done its structure is not yet judged: an earlier "destroyed" stands until it has settled.
    if (old.destroyed && !settled) return
    table.set(path, recordOf(s, look.kind, false))
    if (old.destroyed) observe({ action: 'changed', path, before, after: 'good', signal: 'repaired' }, at)
  }

  /**
   * Judges one path.
   * @param settled true where nothing has been written to it for a while: then its whole structure is checked.
   * @param at when it happened, ms since 1970; `own-time` takes the file's own change time.
   */
  return async (path: string, settled: boolean, at: number | 'own-time' = parts.now()): Promise<void> => {
    const s = await access.stat(path)
    if (s === 'gone') return vanish(path, at === 'own-time' ? parts.now() : at)
    if (s === 'unreadable') return parts.onUnreadable(path)
    if (s.type === 'directory') return parts.onDirectory(path)
    if (s.type !== 'file') return
    const old = table.get(path)
    if (old && !settled && old.ctime === s.ctime && old.size === s.size) return
    if (isOnlineOnly(s)) return table.set(path, recordOf(s, old?.kind ?? 'unread', old?.destroyed ?? false))
    const sample = await access.sample(path)
    if (sample === 'gone') return
    if (sample === 'unreadable') return parts.onUnreadable(path)
    const look = lookAt(sample, extensionOf(path))
    const when = at === 'own-time' ? s.ctime : at
    if (!old) return judgeNew(path, s, look, sample.head, when)
    if (isFresh(old, s) && (!settled || isArchive(look.kind))) considerTwin(path, s, look, sample.head, when)
    return judgeKnown(path, s, old, look, when, settled)
  }
}
