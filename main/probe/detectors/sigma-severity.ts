import type { Severity } from '../../contract/alert.ts'
import type { Level, RuleInfo } from '../sigma/rule.ts'

/** Techniques after which the office loses its files or its passwords within minutes (MITRE ATT&CK). */
const grave = ['t1486', 't1490', 't1003', 't1485', 't1561', 't1071', 't1219'] as const

/** ATT&CK techniques of a rule, `T1059.001`, most specific first. */
export const techniquesOf = ({ tags }: RuleInfo): string[] =>
  tags
    .flatMap((t) => /^attack\.(t\d{4}(?:\.\d{3})?)$/.exec(t)?.[1] ?? [])
    .map((t) => t.toUpperCase())
    .sort((a, b) => b.length - a.length)

/** ATT&CK tactics of a rule, `credential-access`. */
export const tacticsOf = ({ tags }: RuleInfo): string[] =>
  tags.flatMap((t) => /^attack\.([a-z][a-z_-]+)$/.exec(t)?.[1]?.replaceAll('_', '-') ?? [])

const byLevel: Readonly<Record<Level, Severity | null>> = {
  critical: 'urgent',
  high: 'check',
  medium: 'check',
  low: null,
  informational: null,
}

/**
 * How severe one match is by itself: by the rule's level, its technique and how sure its kind of rule is. Null for what
 * must never be told. Rules written for hunting expect an expert to look: they are for reading only. Pure.
 */
export const severityOf = (rule: RuleInfo): Severity | null => {
  const severity = byLevel[rule.level]
  if (severity === null) return null
  if (rule.tags.includes('detection.threat-hunting')) return 'notice'
  const isGrave = techniquesOf(rule).some((t) =>
    (grave as readonly string[]).includes(t.slice(0, 5).toLowerCase()),
  )
  return rule.level === 'high' && isGrave && rule.status !== 'experimental' ? 'urgent' : severity
}
