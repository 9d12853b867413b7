import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeJsonFile } from '../../../ports/json-file.ts'
import type { Log } from '../../../ports/log.ts'
import { readRegularText } from '../../../ports/regular-file.ts'
import { removeCanaries } from './canaries.ts'

/** `leave`: neither put nor take away (an engineer's look beside the app). */
export type CanaryWish = 'put' | 'remove' | 'leave'

const read = (file: string): string[] => {
  try {
    const roots: unknown = JSON.parse(readRegularText(file))
    return Array.isArray(roots) ? roots.filter((r) => typeof r === 'string') : []
  } catch {
    return []
  }
}

/**
 * Takes canaries away from every folder that has them and shall not have them any more: the user does not want them, or the folder is
 * no longer guarded. Remembers the folders in the app's data. To be called before any are put.
 * @param roots local folders that are guarded now.
 */
export const tidyCanaries = (
  data: string,
  roots: readonly string[],
  wish: CanaryWish,
  log: Pick<Log, 'warn'>,
) => {
  if (wish === 'leave') return
  const file = join(data, 'guard', 'canary-roots.json')
  const before = read(file)
  const kept = before.filter((root) => {
    if (wish === 'put' && roots.includes(root)) return true
    try {
      removeCanaries(root)
      return false
    } catch (error) {
      log.warn(`guard: canaries could not be taken away: ${String(error)}`)
      // A stick that is not there now is tried again.
      return true
    }
  })
  const after = wish === 'put' ? [...new Set([...kept, ...roots])] : kept
  if (JSON.stringify(after) === JSON.stringify(before)) return
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeJsonFile(file, after, { flush: false })
  } catch (error) {
    log.warn(`guard: where canaries lie could not be remembered: ${String(error)}`)
  }
}
