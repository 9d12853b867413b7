import { verdictOf } from './file-table.ts'
import type { JudgeParts, Observation, TwinReport } from './judge-parts.ts'
import type { Vanished } from './twin-memory.ts'

/** What is at a document's path instead of it. `other`: a pipe, a socket or a device. */
export type Instead = 'nothing' | 'directory' | 'link' | 'other'

/**
 * Judges a document that is no longer where it was. Deleting and moving are an office's daily work and are told only where
 * something explains that it was not that: a twin of noise, or what was put in the document's place.
 */
export const createVanishJudge = (parts: JudgeParts, reportTwin: TwinReport) => {
  const { table, twins, suspects } = parts

  /** The good document that this path has just lost; null where it had none. */
  const take = (path: string, at: number): Vanished | null => {
    const record = table.get(path)
    if (!record) return null
    table.delete(path)
    suspects.isProven(path)
    suspects.isFilled(path)
    return verdictOf(record) === 'good' ? { path, record, at } : null
  }

  return async (path: string, instead: Instead, at: number): Promise<void> => {
    const taken = take(path, at)
    const twin = taken && twins.vanish(taken)
    if (taken && twin) return reportTwin(taken, twin)
    // The document may have been seen going before the other thing was seen coming.
    if (!taken && (instead === 'nothing' || !twins.hasVanished(path))) return
    const tell = (o: Pick<Observation, 'action' | 'after' | 'signal'>) =>
      parts.observe({ ...o, path, before: 'good' }, at)
    // No program of an office puts a pipe where a document was; whoever opens it waits for ever.
    if (instead === 'other')
      tell({ action: 'changed', after: 'destroyed', signal: parts.isCanary(path) ? 'canary' : 'replaced' })
    else if (instead !== 'nothing') tell({ action: 'changed', after: 'unknown', signal: 'replaced' })
    else if (await parts.tookIn(at)) tell({ action: 'deleted', after: 'unknown', signal: 'moved-away' })
  }
}
