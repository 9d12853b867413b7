import { z } from 'zod'
import type { Alert } from './alert.ts'

/** 続ける / 止めたまま / わからない. */
export const pauseAnswerSchema = z.enum(['resume', 'keep', 'unknown'])
export type PauseAnswer = z.infer<typeof pauseAnswerSchema>

/**
 * What became of the program that destroyed documents; lies in the alert's `evidence.pause`.
 * `paused`: stands still, nobody has answered yet. `kept`: stays so. `unsure`: stays so, until people have asked the desk.
 * `resumed`: goes on. `gone`: has ended by itself. `not-found`: nobody was seen writing. `not-possible`: this system
 * has no safe way to stop a program.
 */
export const pauseSchema = z.object({
  state: z.enum(['paused', 'kept', 'unsure', 'resumed', 'gone', 'not-found', 'not-possible']),
  programs: z.array(z.object({ id: z.string(), name: z.string(), pid: z.number().int() })),
})
export type Pause = z.infer<typeof pauseSchema>

/** The pause of an alert; null where there is none. Pure. */
export const pauseOf = (alert: Pick<Alert, 'evidence'>): Pause | null => {
  const parsed = pauseSchema.safeParse(alert.evidence.pause)
  return parsed.success ? parsed.data : null
}

/** Does the program still stand still, whatever people have said of it? */
export const standsStill = ({ state }: Pause): boolean =>
  state === 'paused' || state === 'kept' || state === 'unsure'
