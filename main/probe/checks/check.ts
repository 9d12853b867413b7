import type { Facts } from '../../contract/alert.ts'
import type { CheckResult } from '../../contract/check.ts'
import type { Reason } from '../../contract/state.ts'
import type { World } from './world.ts'

/** Systems that have checks, named as Node names them. */
export type Platform = 'win32' | 'darwin' | 'linux'

/**
 * What a check concludes from facts. `code` names the sentence `check.<id>.<code>`; `steps` another group of steps
 * than the platform's own. Null: the question does not arise on this PC (no Wi-Fi, no browser).
 */
export type Verdict =
  | { answer: 'good'; facts?: Facts }
  | { answer: 'mend'; code: string; facts?: Facts; steps?: string }
  | { answer: 'unknown'; reason: Reason; facts?: Facts }
  | null

/** What a judgement may know besides the facts. */
export type Moment = {
  /** Milliseconds since 1970, UTC. */
  now: number
  /** The same check's last result; null when there is none. */
  previous: CheckResult | null
}

/**
 * One check on one system. `gather` asks the world and throws `CannotTell` where it gets no answer, so a failed tool
 * never reaches `judge`; `judge` is pure. (Methods, so that checks of any facts fit one table.)
 */
export type Part<F = unknown> = {
  /** Opens the settings page. */
  link?: string
  /** Where somebody else mends it on this system. */
  who?: CheckResult['who']
  gather(world: World): Promise<F> | F
  judge(facts: F, moment: Moment): Verdict
}

/** A question about this PC, and how each system answers it. */
export type Check = {
  /** Stable, kebab-case. */
  id: string
  /** Who can mend it: the user, or the desk. */
  who: CheckResult['who']
  /** Grows old while the PC is off and renews itself when it is on again: that it became worse is told at the second run only. */
  renews?: true
  on: Partial<Record<Platform, Part>>
}

/** Keeps the type of a part's facts between its two functions. */
export const part = <F>(p: Part<F>): Part => p as Part

export const good = (facts?: Facts): Verdict => ({ answer: 'good', ...(facts && { facts }) })
export const mend = (code: string, facts?: Facts, steps?: string): Verdict => ({
  answer: 'mend',
  code,
  ...(facts && { facts }),
  ...(steps && { steps }),
})
export const unknown = (code: string, params?: Reason['params'], facts?: Facts): Verdict => ({
  answer: 'unknown',
  reason: { code, ...(params && { params }) },
  ...(facts && { facts }),
})

/** Milliseconds of a day. */
export const day = 86_400_000
/** Whole days from `then` (ms) to `now`; 0 for a time in the future. */
export const daysSince = (then: number, now: number): number => Math.max(0, Math.floor((now - then) / day))
