import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readRegularText } from '../../../ports/regular-file.ts'

const day = 24 * 3600_000

/** Names of the marks that are there, damaged ones that were put aside included; null where they cannot be listed. */
export const marksIn = (data: string): ReadonlySet<string> | null => {
  try {
    const names = readdirSync(join(data, 'bookmarks'))
    return new Set(names.flatMap((name) => /^([\w-]+)\.json(?:\.damaged-|$)/.exec(name)?.[1] ?? []))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Set() : null
  }
}

/** Has the app watched here before yesterday, as its diary says? Then it must have marks. */
export const watchedBefore = (data: string, now: number): boolean => {
  try {
    const { since } = JSON.parse(readRegularText(join(data, 'watch-diary.json'))) as { since?: unknown }
    return typeof since === 'string' && Date.parse(since) < now - 2 * day
  } catch {
    return false
  }
}
