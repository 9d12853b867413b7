import type { StateEvent } from '../../main/contract/event.ts'
import type { RunCommand } from '../../main/ports/run-command.ts'
import type { Source } from '../../main/probe/sources/source.ts'
import { createManualClock } from './manual-clock.ts'
import { createSourceBench, until } from './source-bench.ts'

/** Drives a source that looks again and again: `look` moves the clock to the next look and gives what it told. */
export const lookWith = async (
  source: Source,
  every: number,
  options: { run?: RunCommand; data?: string; mark?: unknown } = {},
) => {
  const clock = createManualClock()
  const bench = createSourceBench({ clock, ...options })
  await source.start(bench.context)
  // The next look is put into the clock when one is over.
  await until('the first look', () => clock.timers() > 0)
  const look = async (): Promise<StateEvent[]> => {
    const before = bench.events.length
    await clock.advance(every)
    await until('the end of the look', () => clock.timers() > 0)
    return bench.events.slice(before) as StateEvent[]
  }
  return { bench, clock, look }
}
