import { join } from 'node:path'
import type { Clock } from '../../../ports/clock.ts'
import { expectedKinds } from '../../integrity/document-kind.ts'
import { lookAt, rememberedKind } from '../../integrity/sample-judge.ts'
import { type FileAccess, isOnlineOnly } from './file-access.ts'
import { extensionOf } from './file-judge.ts'
import type { FileTable } from './file-table.ts'
import type { Observation } from './judge-parts.ts'
import { createPacer } from './tree-scan.ts'

/** So long it reads without a rest after the start: small folders are known before anybody can touch them. */
const hurry = 800
/** Then it works for so many ms and rests five times as long: a sixth of a core at most. */
const work = 15

/** Parts of split archives are noise from the second on. */
const isPart = (extension: string): boolean => /^\d+$/.test(extension)

/**
 * A file of noise that was changed only just now, although its name promises a document: destroyed before the guard knew
 * it. Null for any other. With a new ending the name before it promises.
 */
const lostBefore = (path: string): Observation | null => {
  const lost = { before: 'unknown', after: 'destroyed', signal: 'header-lost' } as const
  const extension = extensionOf(path)
  if (expectedKinds(extension)) return { ...lost, action: 'changed', path }
  const original = path.slice(0, -extension.length - 1)
  if (extension === '' || isPart(extension) || !expectedKinds(extensionOf(original))) return null
  return { ...lost, action: 'renamed', path: original, newPath: path }
}

/**
 * Reads the beginnings of files that the baseline knows by name only. Without `rest` it stops after `hurry` ms; with it
 * goes on in the background until all are read.
 * A file that changes meanwhile is left to the judge. Never opens what lies only in the cloud.
 */
export const readBaseline = async (parts: {
  access: FileAccess
  table: FileTable
  clock: Clock
  observe: (o: Observation, at: number) => void
  /** Noise that was written later than this (ms since 1970) is told, see `lostBefore`. */
  since: number
  /** A file that may not be read. */
  onUnreadable: (path: string) => void
  stopped: () => boolean
  rest: boolean
}): Promise<number> => {
  const { access, table, clock } = parts
  let read = 0
  const from = clock.monotonic()
  const pace = createPacer(clock.monotonic)
  let since = from
  for (const directory of table.directories())
    for (const name of table.names(directory)) {
      const path = join(directory, name)
      if (table.get(path)?.kind !== 'unread') continue
      await pace()
      if (!parts.rest && clock.monotonic() - from > hurry) return read
      if (parts.rest && clock.monotonic() - since > work) {
        await new Promise<void>((resolve) => clock.after(work * 5, resolve))
        since = clock.monotonic()
      }
      if (parts.stopped()) return read
      const s = await access.stat(path)
      if (typeof s === 'string' || s.type !== 'file' || isOnlineOnly(s)) continue
      const sample = await access.sample(path)
      const old = table.get(path)
      if (sample === 'denied' || sample === 'unreadable') parts.onUnreadable(path)
      if (typeof sample === 'string' || old?.kind !== 'unread' || old.ctime !== s.ctime) continue
      const look = lookAt(sample, extensionOf(path))
      const isNoise = look.look === 'noise' || look.look === 'encoded'
      const lost = isNoise && s.ctime > parts.since ? lostBefore(path) : null
      table.set(path, { ...old, kind: rememberedKind(look), destroyed: lost !== null })
      if (lost) parts.observe(lost, s.ctime)
      read++
    }
  return read
}
