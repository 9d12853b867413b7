import { closerOf, isShut, wasWritten } from './closed-off.ts'
import type { FileStat } from './file-access.ts'
import { recordOf, verdictOf } from './file-table.ts'
import type { JudgeParts, TwinReport } from './judge-parts.ts'
import { type Twin, twinWindow } from './twin-memory.ts'

/** Closing is one change, writing another, putting the times back a third. Who only closes files makes one. */
const changesOfWriting = 3

/**
 * Judges a file that this account may not read. Its content is out of sight, but not what was done to it: a document that
 * was good, and was written or replaced by the one who closed it, is lost. Where only the permission has changed nothing is told.
 */
export const createClosedJudge = (parts: JudgeParts, reportTwin: TwinReport) => {
  const { table, twins, suspects, isShare } = parts

  /** A new file that nobody can look into may be what is left of a document that has gone. */
  const judgeNew = async (path: string, s: FileStat, at: number): Promise<void> => {
    if (s.size === 0 || parts.now() - s.ctime > twinWindow) return
    const closer = await closerOf(s, parts)
    if (closer === 'passing') return
    const twin: Twin = { path, kind: closer === 'own' ? 'noise' : 'closed', size: s.size, at }
    for (const old of twins.appear(twin)) reportTwin(old, twin)
  }

  /**
   * @param settled false: it may be a file that is just being made; only what it looks like is kept in mind.
   * @param events how many changes came until it rested.
   */
  return async (path: string, s: FileStat, at: number, settled: boolean, events = 0): Promise<void> => {
    const old = table.get(path)
    if (!settled) {
      // Whoever puts the times back afterwards has been seen.
      if (old && wasWritten(old, s, isShare)) suspects.isClosing(path)
      return
    }
    parts.onUnreadable(path)
    const renamed = old ? null : twins.takeRenamed(path, s.ino, s.birth)
    const known = old ?? renamed?.record
    if (!known) return judgeNew(path, s, at)
    if (renamed) table.set(path, known)
    const written = suspects.wasClosing(path) || wasWritten(known, s, isShare)
    // It looks as before, but so many changes are not made by closing it: it may have been written, and its times put back.
    const mayBeWritten = !isShare && isShut(s, parts.uid) && events >= changesOfWriting
    if (!(written || mayBeWritten) || verdictOf(known) !== 'good' || known.kind === 'tool-encrypted') return
    const closer = await closerOf(s, parts)
    if (closer === 'passing') return
    const lost = written && closer === 'own'
    // The old change time stays: each rescan looks again, and sees when it can be read at last.
    table.set(path, {
      ...(lost ? known : recordOf(s, known.kind, false)),
      ctime: known.ctime,
      destroyed: lost,
    })
    parts.observe(
      {
        ...(renamed ? { action: 'renamed', path: renamed.path, newPath: path } : { action: 'changed', path }),
        before: 'good',
        after: lost ? 'destroyed' : 'unknown',
        signal: lost && parts.isCanary(renamed?.path ?? path) ? 'canary' : 'closed-off',
      },
      at,
    )
  }
}
