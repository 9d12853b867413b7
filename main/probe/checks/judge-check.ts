import type { CheckResult } from '../../contract/check.ts'
import { catalogue } from '../../contract/text.ts'
import { isoTime } from '../../ports/clock.ts'
import { reasonOf } from './cannot-tell.ts'
import type { Check, Moment, Part, Platform, Verdict } from './check.ts'
import type { World } from './world.ts'

const most = 5
const groups: Readonly<Record<Platform, string>> = { win32: 'windows', darwin: 'mac', linux: 'linux' }

/** Keys of the steps that the catalogue has for a check on a system (`check.<id>.<group>1…`, else `check.<id>.step1…`). Pure. */
export const stepKeys = (id: string, group: string): string[] => {
  const numbered = (name: string) =>
    Array.from({ length: most }, (_, i) => `check.${id}.${name}${i + 1}`).filter((key) =>
      catalogue.ja.has(key),
    )
  const own = numbered(group)
  return own.length > 0 ? own : numbered('step')
}

/** Asks and judges. Whatever goes wrong on the way ends as `unknown`, never as a verdict about the PC. */
const verdictOf = async (part: Part, world: World, moment: Moment): Promise<Verdict> => {
  try {
    return part.judge(await part.gather(world), moment)
  } catch (error) {
    return { answer: 'unknown', reason: reasonOf(error) }
  }
}

/**
 * Runs one check. Null where it does not apply to this PC. An unknown answer keeps the facts that were measured before,
 * so that a date remembered over several runs is not lost by one failure.
 */
export const runCheck = async (
  check: Check,
  platform: Platform,
  world: World,
  moment: Moment,
): Promise<CheckResult | null> => {
  const part = check.on[platform]
  const verdict = part ? await verdictOf(part, world, moment) : null
  if (!part || !verdict) return null
  const { previous } = moment
  const at = isoTime(moment.now)
  return {
    id: check.id,
    answer: verdict.answer,
    reason:
      verdict.answer === 'good' ? null : verdict.answer === 'mend' ? { code: verdict.code } : verdict.reason,
    who: part.who ?? check.who,
    since: previous?.answer === verdict.answer ? previous.since : at,
    checkedAt: at,
    facts: verdict.facts ?? (verdict.answer === 'unknown' ? (previous?.facts ?? {}) : {}),
    steps: verdict.answer === 'mend' ? stepKeys(check.id, verdict.steps ?? groups[platform]) : [],
    link: part.link ?? null,
  }
}
