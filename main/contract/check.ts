import { z } from 'zod'
import { factsSchema } from './alert.ts'
import { reasonSchema } from './reason.ts'
import type { Text } from './text.ts'

/** よい / 直しましょう / 確認できませんでした. */
export const checkAnswerSchema = z.enum(['good', 'mend', 'unknown'])
export type CheckAnswer = z.infer<typeof checkAnswerSchema>

/**
 * A settings page of Windows or macOS, and nothing else: such links open a page and change nothing, so every host may
 * hand them to the system. No values, no `..`, no other scheme.
 */
export const isSettingsLink = (link: string): boolean =>
  /^(ms-settings:[a-z]+(-[a-z]+)*|windowsdefender:\/\/[a-z]+|x-apple\.systempreferences:com\.apple(\.[A-Za-z-]+)+(\?[A-Za-z]+)?)$/.test(
    link,
  )

/** What one health check found on this PC. Pure data: words come from `checkCardOf`. */
export const checkResultSchema = z.object({
  /** Stable, kebab-case: `firewall`. */
  id: z.string(),
  answer: checkAnswerSchema,
  /** What is to be mended, or why nobody could tell; null for `good`. */
  reason: reasonSchema.nullable(),
  /** Who can mend it. What the desk mends is never shown red to the user. */
  who: z.enum(['you', 'desk']),
  /** Since when the answer is this: ISO 8601, UTC. */
  since: z.string(),
  /** When it was last looked at: ISO 8601, UTC. */
  checkedAt: z.string(),
  /** What was measured, for sentences, the engineer and the check sheet. */
  facts: factsSchema,
  /** Catalogue keys of the steps that mend it on this OS, in order; empty unless `answer` is `mend`. */
  steps: z.array(z.string()),
  /** Opens the settings page (`ms-settings:…`, `x-apple.systempreferences:…`); null where the OS has none. */
  link: z.string().refine(isSettingsLink).nullable(),
})
export type CheckResult = z.infer<typeof checkResultSchema>

/** How far a run has come: `done` of `total`. */
export const checkingSchema = z.object({ done: z.number().int(), total: z.number().int() })
export type Checking = z.infer<typeof checkingSchema>

/** A check in plain words, as screen, command line and papers show it. */
export type CheckCard = {
  title: string
  /** Why it matters. */
  why: string
  /** What was found; for `good` a short sentence that says so. */
  state: string
  /** How to mend it, in the OS's own words; empty unless there is something to mend. */
  steps: string[]
}

/** Words a result. Pure; a key that the catalogue lacks is left out, never shown. */
export const checkCardOf = (result: CheckResult, text: Text): CheckCard => {
  const { id, answer, reason, facts, steps } = result
  const params = { ...facts, ...reason?.params }
  const keys = reason
    ? [`check.${id}.${reason.code}`, `checkReason.${reason.code}`, `reason.${reason.code}`]
    : []
  return {
    title: text.first([`check.${id}.title`]) ?? id,
    why: text.first([`check.${id}.why`], params) ?? '',
    state: text.first([...keys, `checkAnswer.${answer}`], params) ?? '',
    steps: steps.map((key) => text.first([key], params)).filter((step) => step !== null),
  }
}
