import type { FileEvent } from '../../../main/contract/event.ts'
import type { Reason } from '../../../main/contract/state.ts'
import { systemClock } from '../../../main/ports/clock.ts'
import { nodeRunCommand } from '../../../main/ports/run-command.ts'
import type { SourceContext } from '../../../main/probe/sources/source.ts'

/** A source's context that keeps what it is told. Real clock: the guard lives on real file events. */
export const createRecordingContext = (data: string) => {
  const events: FileEvent[] = []
  const health: { state: string; reason: Reason | null }[] = []
  const died: Reason[] = []
  const lines: string[] = []
  const note = (line: string) => void lines.push(line)
  const listeners: ((e: FileEvent) => void)[] = []
  const context: SourceContext = {
    clock: systemClock,
    run: nodeRunCommand,
    log: { info: note, warn: note, error: note },
    paths: { data, home: data, documents: [] },
    bookmark: { read: () => null, write: () => {} },
    emit: (e) => {
      if (e.category !== 'file') return
      events.push(e)
      for (const l of listeners) l(e)
    },
    health: (state, reason) => void health.push({ state, reason: reason ?? null }),
    died: (reason) => void died.push(reason),
  }
  return {
    context,
    events,
    health,
    died,
    lines,
    onEvent: (l: (e: FileEvent) => void) => void listeners.push(l),
  }
}

/** Waits until `done` holds; fails with `what` after the deadline. */
export const until = async (what: string, done: () => boolean, deadline = 15_000): Promise<void> => {
  const end = Date.now() + deadline
  while (!done()) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
