import type { FieldValue, LogEvent } from '../../../../main/contract/event.ts'
import { createRuleSet, readRules } from '../../../../main/probe/sigma/rule-set.ts'

/** A record of no particular log. */
export const record = (fields: Record<string, FieldValue>, message?: string): LogEvent => ({
  category: 'log',
  source: 't',
  at: '2026-11-23T00:00:00.000Z',
  logsource: { product: 'test' },
  fields,
  ...(message === undefined ? {} : { message }),
})

/** A whole rule around a detection, written as YAML with its own indentation of two. */
export const ruleText = (detection: string, extra = ''): string =>
  `title: T\nid: r1\nlevel: high\nlogsource:\n  product: test\n${extra}detection:\n${detection
    .trim()
    .split('\n')
    .map((l) => `  ${l}`)
    .join('\n')}\n`

/** Does a rule with this detection match? Throws with the reason where it was refused. */
export const matches = (detection: string, event: LogEvent): boolean => {
  const { rules, refused } = readRules([{ file: 'f', text: ruleText(detection) }])
  if (refused[0]) throw new Error(refused[0].reason)
  return createRuleSet(rules).match(event).length > 0
}

/** Why a rule file is refused; null where it is taken. */
export const refusal = (text: string): string | null =>
  readRules([{ file: 'f', text }]).refused[0]?.reason ?? null
