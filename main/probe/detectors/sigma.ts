import type { Finding, Severity } from '../../contract/alert.ts'
import { rank } from '../../contract/alert.ts'
import type { LogEvent } from '../../contract/event.ts'
import { processRecord } from '../normalise/process-record.ts'
import type { Correlator } from '../sigma/correlation.ts'
import type { Match, RuleSet } from '../sigma/rule-set.ts'
import type { Detector } from './detector.ts'
import { factsOf, linksOf } from './sigma-facts.ts'
import { severityOf, tacticsOf, techniquesOf } from './sigma-severity.ts'

type Told = { match: Match; severity: Severity }

const mostRules = 20
const mostFields = 40
const longestValue = 500

const shortFields = (fields: LogEvent['fields']) =>
  Object.fromEntries(
    Object.entries(fields)
      .slice(0, mostFields)
      .map(([k, v]) => [k, typeof v === 'string' ? v.slice(0, longestValue) : v]),
  )

/** Puts all that a record matched into one finding; the gravest rule gives technique and severity. */
const findingOf = (event: LogEvent, told: readonly Told[]): Finding => {
  const ordered = [...told].sort((a, b) => rank(a.severity) - rank(b.severity))
  const lead = ordered.find((t) => techniquesOf(t.match.rule).length > 0) ?? (ordered[0] as Told)
  const technique = techniquesOf(lead.match.rule)[0]
  const tactic = tacticsOf(lead.match.rule)[0]
  return {
    kind: 'sigma',
    severity: (ordered[0] as Told).severity,
    key: `sigma:${event.host ?? ''}:${event.at.slice(0, 10)}`,
    occurredAt: event.at,
    lastAt: event.at,
    facts: { ...factsOf(event), ...(technique ? { technique } : {}), ...(tactic ? { tactic } : {}) },
    evidence: {
      rules: ordered.slice(0, mostRules).map(({ match: { rule, explanation } }) => ({
        id: rule.id,
        title: rule.title,
        level: rule.level,
        techniques: techniquesOf(rule),
        explanation,
      })),
      events: [
        {
          at: event.at,
          source: event.source,
          ...(event.channel === undefined ? {} : { channel: event.channel }),
          ...(event.eventId === undefined ? {} : { eventId: event.eventId }),
          ...(event.recordId === undefined ? {} : { recordId: event.recordId }),
          ...(event.message === undefined ? {} : { message: event.message.slice(0, longestValue) }),
          fields: shortFields(event.fields),
        },
      ],
      links: linksOf(event),
    },
  }
}

export type SigmaDetectorOptions = {
  rules: RuleSet
  /** Sigma product of this PC (`windows`, `linux`, `macos`), for programs that were seen starting. */
  product: string
  correlator?: Correlator
  /** Called with every match, also of levels that are never told; for counting. */
  onMatch?: (match: Match, event: LogEvent) => void
}

/** Log records against Sigma rules. Levels `low` and `informational` give no finding. */
export const createSigmaDetector = ({
  rules,
  product,
  correlator,
  onMatch,
}: SigmaDetectorOptions): Detector => ({
  id: 'sigma',
  needs: ['log', 'process'],
  onEvent(observed) {
    const started = observed.category === 'process' && observed.action === 'start'
    const event = started ? processRecord(observed, product) : observed
    if (event.category !== 'log') return []
    const plain = rules.match(event)
    const matches = correlator ? correlator.onMatches(event, plain) : plain
    if (matches.length === 0) return []
    const told: Told[] = []
    for (const match of matches) {
      onMatch?.(match, event)
      const severity = severityOf(match.rule)
      if (severity) told.push({ match, severity })
    }
    return told.length > 0 ? [findingOf(event, told)] : []
  },
})
