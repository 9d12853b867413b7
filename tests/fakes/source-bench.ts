import type { Event } from '../../main/contract/event.ts'
import type { Reason, SourceHealth } from '../../main/contract/state.ts'
import { type Clock, systemClock } from '../../main/ports/clock.ts'
import { silentLog } from '../../main/ports/log.ts'
import { nodeRunCommand, type RunCommand } from '../../main/ports/run-command.ts'
import type { SourceContext } from '../../main/probe/sources/source.ts'

/** A source's context that keeps everything it is told, with a bookmark in memory. */
export type SourceBench = {
  context: SourceContext
  events: Event[]
  states: { state: SourceHealth['state']; reason: Reason | null }[]
  died: Reason[]
  mark: () => unknown
}

export const createSourceBench = (
  options: { clock?: Clock; run?: RunCommand; mark?: unknown; data?: string; home?: string } = {},
): SourceBench => {
  const { clock = systemClock, run = nodeRunCommand, data = '/nonexistent', home = data } = options
  let mark: unknown = options.mark ?? null
  const bench: Omit<SourceBench, 'context'> = { events: [], states: [], died: [], mark: () => mark }
  return {
    ...bench,
    context: {
      clock,
      run,
      log: silentLog,
      paths: { data, home, documents: [] },
      bookmark: {
        read: () => structuredClone(mark),
        write(value) {
          mark = structuredClone(value)
        },
      },
      emit: (event) => void bench.events.push(event),
      health: (state, reason = null) => void bench.states.push({ state, reason }),
      died: (reason) => void bench.died.push(reason),
    },
  }
}

/** What a scripted program answers. */
export type Script = (
  file: string,
  args: readonly string[],
) => { code?: number | null; stdout?: string; problem?: 'not-found' | 'timeout' }

/** Programs that answer from recorded output; every call is kept. `lines` gives the recorded lines at once and stays open. */
export const createScriptedRun = (script: Script): RunCommand & { calls: string[][] } => {
  const calls: string[][] = []
  const answer = (file: string, args: readonly string[]) => {
    calls.push([file, ...args])
    const { code = 0, stdout = '', problem = null } = script(file, args)
    return { code: problem ? null : code, stdout, stderr: '', problem }
  }
  return {
    calls,
    run: async (file, args) => answer(file, args),
    lines(file, args, { onLine, onEnd }) {
      const { stdout, code, problem } = answer(file, args)
      if (problem) onEnd({ code, problem, stderr: '' })
      else for (const line of stdout.split('\n').filter(Boolean)) onLine(line, false)
      return { stop() {} }
    },
  }
}

/** Waits until `done` holds; fails with `what` after the deadline (ms). */
export const until = async (what: string, done: () => boolean, deadline = 15_000): Promise<void> => {
  const end = Date.now() + deadline
  while (!done()) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
