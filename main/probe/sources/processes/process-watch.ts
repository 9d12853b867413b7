import type { ListedProcess } from '../../normalise/process-list.ts'
import { createLookingSource, type Source, type SourceContext } from '../source.ts'

/** What one look at the processes gives: all ids, and a way to learn more about one. `problem`: could not look. */
export type Look =
  | {
      pids: () => Iterable<number>
      about: (pid: number) => ListedProcess | null
      /** Changes whenever a process was started; null or missing where the system has no such sign. */
      sign?: string | null
    }
  | { problem: string }

export type ProcessWatchOptions = {
  id: string
  /** Milliseconds between looks. */
  every: number
  look: (context: SourceContext) => Look | Promise<Look>
}

/** Programs remembered as seen before, over restarts of the app. */
const mostKnown = 5000
/** Failed looks in a row before the source says so. */
const patience = 3

const identity = (p: ListedProcess) => (p.executable ?? p.name).toLowerCase()

/**
 * Tells of every program that starts, by comparing looks at the list of processes; one that comes and goes between two
 * looks is missed. At the first look everything counts as `running`. A process that is new is looked at once more the
 * next time: a program starts as a copy of its parent and becomes itself a moment later.
 */
export const createProcessWatch = ({ id, every, look }: ProcessWatchOptions): Source => {
  return createLookingSource({
    id,
    every,
    begin(context, over) {
      const { clock, bookmark, health, emit, died } = context
      const marked = (bookmark.read() as { known?: unknown } | null)?.known
      const known = new Set(Array.isArray(marked) ? marked.filter((k) => typeof k === 'string') : [])
      let before: Map<number, string> | null = null
      let young = new Set<number>()
      let lastSign: string | null = null
      let failures = 0
      const tell = (found: ListedProcess, action: 'start' | 'running') => {
        const key = identity(found)
        const firstSeen = !known.has(key)
        if (firstSeen) {
          known.add(key)
          for (const oldest of known) {
            if (known.size <= mostKnown) break
            known.delete(oldest)
          }
          bookmark.write({ known: [...known] })
        }
        emit({
          category: 'process',
          source: id,
          at: new Date(clock.now()).toISOString(),
          action,
          ...found,
          firstSeen,
        })
      }
      const compare = ({ pids, about, sign = null }: Exclude<Look, { problem: string }>) => {
        // Nothing was started since: what has ended is of no interest.
        if (before !== null && young.size === 0 && sign !== null && sign === lastSign) return
        lastSign = sign
        const now = new Map<number, string>()
        const fresh = new Set<number>()
        for (const pid of pids()) {
          const earlier = before?.get(pid)
          if (earlier !== undefined && !young.has(pid)) {
            now.set(pid, earlier)
            continue
          }
          const found = about(pid)
          if (found && identity(found) !== earlier) tell(found, before === null ? 'running' : 'start')
          now.set(pid, found ? identity(found) : '')
          if (before !== null && earlier === undefined) fresh.add(pid)
        }
        before = now
        young = fresh
      }
      const step = async () => {
        const seen = await look(context)
        if (over()) return 'enough'
        if ('problem' in seen) {
          failures += 1
          if (failures < patience) return 'more'
          died({ code: 'tool-failed', params: { tool: id, detail: seen.problem } })
          return 'enough'
        }
        failures = 0
        compare(seen)
        health('watching')
        return 'more'
      }
      return step
    },
  })
}
