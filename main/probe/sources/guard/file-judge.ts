import { basename, extname } from 'node:path'
import { isUniform } from '../../integrity/byte-statistics.ts'
import { checkContainer, isCheckable } from '../../integrity/container-check.ts'
import type { DocumentKind } from '../../integrity/document-kind.ts'
import { isNoteName } from '../../integrity/ransom-note.ts'
import { judgeSample, type Look, lookAt, rememberedKind, type Sample } from '../../integrity/sample-judge.ts'
import { createClosedJudge } from './closed-judge.ts'
import { type FileStat, isOnlineOnly, wholeLimit } from './file-access.ts'
import { type FileRecord, recordOf, verdictOf } from './file-table.ts'
import { createTwinReport, type JudgeParts } from './judge-parts.ts'
import { isArchive, twinKindOf } from './twin-kind.ts'
import { type Twin, twinWindow, type Vanished } from './twin-memory.ts'
import { createVanishJudge } from './vanish-judge.ts'

/** A file that was made lately and was empty, or still growing, when it was seen first. */
const isFresh = (old: FileRecord, s: FileStat): boolean =>
  !old.destroyed &&
  s.birth !== null &&
  s.ctime - s.birth < twinWindow &&
  (old.kind === null || isArchive(old.kind as DocumentKind))

/** Kinds whose end is plain text or a table, so that noise there is none of theirs. */
const endsInText: ReadonlySet<DocumentKind> = new Set(['zip', 'pdf', 'text'])
/** A ransom note is short, and something that everybody can open. */
const mostNote = 2 * 1024 * 1024
const noteEndings: ReadonlySet<string> = new Set(['txt', 'html', 'htm', 'hta', 'url', 'rtf'])

export const extensionOf = (path: string): string => extname(path).slice(1).toLowerCase()

const knownKind = (r: FileRecord): DocumentKind | null => (r.kind === 'unread' ? null : r.kind)
/**
 * Looks at one path and says what has become of it, against the baseline. The three questions, in order: is it gone
 * (and did a noise twin come)? is it new? has a known document been destroyed?
 */
export const createFileJudge = (parts: JudgeParts) => {
  const { access, table, twins, suspects, observe } = parts

  const reportTwin = createTwinReport(parts)
  const judgeVanished = createVanishJudge(parts, reportTwin)
  const judgeClosed = createClosedJudge(parts, reportTwin)

  /** A suspicious new file, or one that has just been finished: does it explain documents that have gone? */
  const considerTwin = (path: string, s: FileStat, look: Look, head: Uint8Array, at: number): boolean => {
    const kind = twinKindOf(look, head, extensionOf(path))
    if (kind)
      for (const old of twins.appear({ path, kind, size: s.size, at }))
        reportTwin(old, { path, kind, size: s.size, at })
    return kind !== null
  }

  /** The container's own check, once the writer is done. False also where nothing can be said. */
  const isBroken = async (path: string, s: FileStat, look: Look, sample: Sample): Promise<boolean> => {
    if (look.kind === null || !isCheckable(look.kind)) return false
    if (s.size > wholeLimit && endsInText.has(look.kind) && isUniform(sample.tail)) return true
    const bytes = await access.whole(path)
    return typeof bytes !== 'string' && checkContainer(look.kind, bytes) === 'broken'
  }

  const judgeRenamed = async (
    path: string,
    s: FileStat,
    { record, path: oldPath }: Vanished,
    look: Look,
    sample: Sample,
    at: number,
    settled: boolean,
  ) => {
    const v = judgeSample(knownKind(record), look, extensionOf(oldPath))
    const broken = settled && v.verdict === 'good' && (await isBroken(path, s, look, sample))
    const destroyed = v.verdict === 'destroyed' || broken
    table.set(
      path,
      recordOf(
        s,
        destroyed ? record.kind : (rememberedKind(look) ?? record.kind),
        destroyed || record.destroyed,
      ),
    )
    const signal = broken ? 'container-broken' : v.signal
    if (!signal || record.destroyed) return
    const after = destroyed ? 'destroyed' : 'unknown'
    observe({ action: 'renamed', path: oldPath, newPath: path, before: 'good', after, signal }, at)
  }

  const judgeNew = async (
    path: string,
    s: FileStat,
    look: Look,
    sample: Sample,
    at: number,
    settled: boolean,
  ): Promise<void> => {
    const renamed = twins.takeRenamed(path, s.ino, s.birth)
    if (renamed) return judgeRenamed(path, s, renamed, look, sample, at, settled)
    table.set(path, recordOf(s, rememberedKind(look), false))
    if (considerTwin(path, s, look, sample.head, at)) return
    const broken = settled && (await isBroken(path, s, look, sample))
    if (broken) return unfinished(path, s, at)
    if (!settled) suspects.isNew(path)
    if (look.look !== 'document' || s.size > mostNote) return
    const signal = isNoteName(basename(path))
      ? 'ransom-note'
      : noteEndings.has(extensionOf(path)) && suspects.isRepeatedNote(path, at)
        ? 'repeated-note'
        : null
    if (signal) observe({ action: 'created', path, before: 'unknown', after: 'unknown', signal }, at)
  }

  /** A new file that was never whole is nobody's loss by itself; but it may be what is left of a document that has gone. */
  const unfinished = (path: string, s: FileStat, at: number) => {
    table.set(path, recordOf(s, null, false))
    const twin: Twin = { path, kind: 'noise', size: s.size, at }
    for (const old of twins.appear(twin)) reportTwin(old, twin)
  }

  /** Zeros or nothing where a document was, and it stays so. Logs and lists are emptied by programs all the time. */
  const isEmptied = (path: string, s: FileStat, kind: DocumentKind | null): boolean =>
    kind !== null && (s.size > 0 || kind !== 'text') && suspects.isEmptied(path, parts.now())

  const judgeKnown = async (
    path: string,
    s: FileStat,
    old: FileRecord,
    look: Look,
    sample: Sample,
    at: number,
    settled: boolean,
  ) => {
    const kind = knownKind(old)
    const v = judgeSample(kind, look, extensionOf(path))
    const known = kind !== null && kind !== 'tool-encrypted'
    const broken = settled && known && v.verdict === 'good' && (await isBroken(path, s, look, sample))
    const before = verdictOf(old)
    const isLost = v.verdict === 'destroyed' || broken
    if (isLost && suspects.isUnproven(path)) return unfinished(path, s, at)
    const emptied = v.verdict === 'wait' && settled && isEmptied(path, s, kind)
    if (v.verdict !== 'wait') suspects.isFilled(path)
    if (isLost || emptied) {
      table.set(path, recordOf(s, old.kind, true))
      if (old.destroyed) return
      const signal = parts.isCanary(path)
        ? 'canary'
        : broken
          ? 'container-broken'
          : emptied
            ? 'emptied'
            : v.signal
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
    if (settled) suspects.isProven(path)
    table.set(path, recordOf(s, rememberedKind(look), false))
    if (old.destroyed) observe({ action: 'changed', path, before, after: 'good', signal: 'repaired' }, at)
  }

  /**
   * Judges one path.
   * @param settled true where nothing has been written to it for a while: then its whole structure is checked.
   * @param at when it happened, ms since 1970; `own-time` takes the file's own change time.
   * @param events how many changes came until it rested, where that is known.
   */
  return async (
    path: string,
    settled: boolean,
    at: number | 'own-time' = parts.now(),
    events = 0,
  ): Promise<void> => {
    const s = await access.stat(path)
    const eventTime = at === 'own-time' ? parts.now() : at
    if (s === 'gone')
      return table.hasDirectory(path)
        ? parts.onDirectoryGone(path)
        : judgeVanished(path, 'nothing', eventTime)
    // Its folder is closed: that is said of the folder.
    if (s === 'denied') return
    if (typeof s === 'string') return settled ? parts.onUnreadable(path) : undefined
    if (s.type !== 'file') await judgeVanished(path, s.type, eventTime)
    if (s.type === 'directory') return parts.onDirectory(path, s)
    if (s.type !== 'file') return
    const old = table.get(path)
    if (old && !settled && old.ctime === s.ctime && old.size === s.size) return
    if (isOnlineOnly(s)) return table.set(path, recordOf(s, old?.kind ?? 'unread', old?.destroyed ?? false))
    const sample = await access.sample(path)
    // What a program keeps for itself is looked at again when it lets go of it.
    if (sample === 'gone' || sample === 'busy') return
    const when = at === 'own-time' ? s.ctime : at
    if (sample === 'denied') return judgeClosed(path, s, when, settled, events)
    if (sample === 'unreadable') return settled ? parts.onUnreadable(path) : undefined
    // It was closed only while it was being saved.
    if (settled) suspects.wasClosing(path)
    const look = lookAt(sample, extensionOf(path))
    if (!old) return judgeNew(path, s, look, sample, when, settled)
    if (isFresh(old, s) && (!settled || isArchive(look.kind))) considerTwin(path, s, look, sample.head, when)
    return judgeKnown(path, s, old, look, sample, when, settled)
  }
}
