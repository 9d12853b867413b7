import { basename } from 'node:path'
import type { Reason, SourceHealth } from '../../../contract/state.ts'
import type { RootState } from './guard-root.ts'

export type GuardFolder = { folder: string; state: RootState | null; isShare: boolean }
type Health = { state: SourceHealth['state']; reason: Reason | null }

const sum = (states: readonly RootState[], of: (s: RootState) => number) =>
  states.reduce((a, s) => a + of(s), 0)

const troubleReason = (f: GuardFolder): Reason => ({
  code: f.state?.trouble === 'closed' ? 'guard-folder-closed' : 'guard-folder-missing',
  params: { folder: basename(f.folder) },
})

/**
 * The guard's answer to "are you watching?". Pure. The most serious gap is named; the app's log has all of them.
 * `state: null` stands for a folder that is not there or cannot be opened.
 */
export const guardHealth = (folders: readonly GuardFolder[]): Health => {
  if (folders.length === 0) return { state: 'cannot', reason: { code: 'guard-no-folder' } }
  const missing = folders.filter((f) => f.state === null || f.state.trouble)
  const first = missing[0]
  if (first)
    return { state: missing.length === folders.length ? 'cannot' : 'partly', reason: troubleReason(first) }
  const states = folders.flatMap((f) => f.state ?? [])
  const partly = (code: string, params: Record<string, string | number>): Health => ({
    state: 'partly',
    reason: { code, params },
  })
  const refused = sum(states, (s) => s.refused)
  if (refused > 0)
    return partly('guard-watch-limit', { watched: sum(states, (s) => s.watched), rest: refused })
  const unreadable = sum(states, (s) => s.unreadable)
  if (unreadable > 0) return partly('guard-unreadable', { count: unreadable })
  const files = sum(states, (s) => s.unreadableFiles)
  if (files > 0) return partly('guard-unreadable-files', { count: files })
  const share = folders.find((f) => f.isShare)
  if (share) return partly('guard-share', { folder: basename(share.folder) })
  return { state: 'watching', reason: null }
}
