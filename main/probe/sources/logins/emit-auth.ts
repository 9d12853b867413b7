import type { AuthMessage } from '../../normalise/auth-message.ts'
import type { SourceContext } from '../source.ts'

/** A folded line never stands for more events than this. */
const mostRepeats = 1000

/** Hands one login message to the pipeline, as often as the logger folded it. `at` in ms; `startedAt` tells what was caught up. */
export const emitAuth = (
  context: SourceContext,
  source: string,
  { times, ...attempt }: AuthMessage,
  at: number,
  startedAt: number,
): void => {
  const time = new Date(at).toISOString()
  for (let i = 0; i < Math.min(times, mostRepeats); i += 1)
    context.emit({
      category: 'authentication',
      at: time,
      source,
      ...attempt,
      ...(at < startedAt ? { caughtUp: true } : {}),
    })
}
